import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { tolmachIn } from '../../../test/support/tolmach.ts';
import { dumpOf, SAMPLE } from '../../dialects/rukovoditel/import/testing/sample-dump.ts';

async function installation() {
  const folder = tempFolder();
  const tolmach = tolmachIn(folder);
  await tolmach(['migrate']);
  writeFileSync(join(folder, 'dump.sql'), dumpOf(SAMPLE));
  return { folder, tolmach };
}

describe('tolmach import rukovoditel', () => {
  test('refuses in one sentence what cannot be imported', async () => {
    const { folder, tolmach } = await installation();
    expect(await tolmach(['import', 'rukovoditel', 'no.sql'])).toMatchObject({ code: 1, complaint: `There is no file ${join(folder, 'no.sql')}.` });
    expect(await tolmach(['import', 'rukovoditel', 'dump.sql', '--files', 'nowhere'])).toMatchObject({ code: 1, complaint: `There is no folder ${join(folder, 'nowhere')}.` });
    writeFileSync(join(folder, 'cut.sql'), dumpOf(SAMPLE).slice(0, 4000));
    expect(await tolmach(['import', 'rukovoditel', 'cut.sql'])).toMatchObject({ code: 1, output: '', complaint: expect.stringMatching(/^This is not possible: line \d+: the dump ends inside this statement/u) });
  });

  test('tells what would come along, brings it with its files, and knows that it did', async () => {
    const { folder, tolmach } = await installation();
    const day = join(folder, 'uploads', '2024', '03', '15');
    mkdirSync(day, { recursive: true });
    writeFileSync(join(day, '1710493200_план.pdf'), 'план');
    // SHA-1 of 1710493200_b.txt
    writeFileSync(join(day, '52d769328d46fb5afc4bb77709058d5b85e91d36'), 'b');
    const planned = await tolmach(['import', 'rukovoditel', 'dump.sql', '--dry-run']);
    expect(planned.code).toBe(0);
    expect(planned.output).toContain('Nothing is written. The import would bring:\n');
    expect(planned.output).toContain('  entity_21 Проекты (proekty): 7 fields, 2 records\n');
    expect((await tolmach(['import', 'rukovoditel', 'dump.sql', '--dry-run', '--files', 'uploads'])).output).toContain('2 × files are not in the folder');
    const done = await tolmach(['import', 'rukovoditel', 'dump.sql', '--files', 'uploads', '--json']);
    expect(done.json()).toMatchObject({ state: 'done', files: 2, users: 2, findings: expect.arrayContaining([{ what: 'files are not in the folder', count: 2, examples: ['1710493200_отчёт 1.txt', '1710493200_паспорт.txt'] }]) });
    expect((await tolmach(['import', 'rukovoditel', 'dump.sql'])).output).toMatch(/^This dump was imported already; nothing is written\. It brought:\n/u);
    expect((await tolmach(['user', 'list'])).output).toContain('admin');
  });
});
