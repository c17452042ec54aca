import { expect, test } from 'vitest';
import { readAll } from './testing/read-all.ts';

test.each([
  'CREATE DATABASE `crm`;', 'CREATE TABLE a LIKE b;', 'CREATE TABLE a (LIKE b);', 'CREATE TABLE a AS SELECT 1;', "CREATE TABLE a (b 'c');", 'CREATE TABLE (a int);', 'CREATE TABLE a (b;', 'CREATE;',
  '/*!50001 CREATE VIEW `v` AS SELECT 1 AS `a`*/;', 'CREATE UNIQUE INDEX i ON a (b);',
])('what is no table with columns is passed over, and the next statement is read: %s', async (statement) => {
  const parts = await readAll(`${statement}\nCREATE TABLE z (q int);\n`);
  expect(parts.filter((part) => part.kind === 'table' && part.columns.length > 0)).toEqual([{ kind: 'table', name: 'z', columns: [{ name: 'q', type: 'int' }] }]);
});

test('columns come with their types, keys and constraints are no columns', async () => {
  const dump = `CREATE TABLE IF NOT EXISTS \`crm\`.\`app_entity_21\` (
  \`id\` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'Номер, (не код); -- да',
  \`field_158\` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
  \`field_159\` enum('Да','Нет, (нет)','it''s') DEFAULT NULL,
  \`цена\` decimal( 10,2 ) DEFAULT 0.00, # price
  \`a\`\`b\` mediumtext,
  key_name text DEFAULT (concat('a', 'b')),
  \`key\` bigint /* big */ UNSIGNED ZEROFILL,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`u\` (\`key\`),
  KEY \`i\` (\`field_158\`(191)) USING BTREE,
  FULLTEXT KEY \`f\` (\`a\`\`b\`),
  CONSTRAINT \`c\` FOREIGN KEY (\`id\`) REFERENCES \`o\` (\`id\`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
/*!50100 PARTITION BY HASH (id) PARTITIONS 4 */;
`;
  const table = {
    kind: 'table', name: 'app_entity_21', columns: [
      { name: 'id', type: 'int(11) unsigned' }, { name: 'field_158', type: 'varchar(255)' }, { name: 'field_159', type: "enum('Да','Нет, (нет)','it''s')" },
      { name: 'цена', type: 'decimal( 10,2 )' }, { name: 'a`b', type: 'mediumtext' }, { name: 'key_name', type: 'text' }, { name: 'key', type: 'bigint unsigned zerofill' },
    ],
  };
  expect(await readAll(dump)).toEqual([table]);
  expect(await readAll(dump, 1)).toEqual([table]);
});
