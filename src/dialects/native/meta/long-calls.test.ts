import { expect, test } from 'vitest';
import { defineEntity } from '../../../core/metadata/definitions.ts';
import { text } from '../../../core/metadata/field-drafts.ts';
import { createRecord } from '../../../core/records/create-record.ts';
import { KEY, onEveryEngine } from '../../../../test/native/world.ts';

const RECORDS = 5000;
/** Far less than the change takes, whatever the machine. */
const SILENCE_MS = 100;

onEveryEngine('a change of a large entity', (given) => {
  test('is answered, however long the connection has been silent', async () => {
    const { app, crm, boss, define } = given();
    await define(defineEntity({ name: 'part', label: { ru: 'Деталь', en: 'Part' }, heading: 'name', fields: [text('name', 'Название', 'Name'), text('size', 'Размер', 'Size')] }));
    await Promise.all(Array.from({ length: RECORDS }, (_, size) => createRecord(crm, boss, 'part', { name: `№${size}`, size: String(size) })));
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    app.server.setTimeout(SILENCE_MS);
    const answer = await fetch(`${address}/api/v1/meta/entities/part/fields/size/retype`, {
      method: 'POST', headers: { 'authorization': `Bearer ${KEY}`, 'content-type': 'application/json' }, body: JSON.stringify({ type: 'integer' }),
    });
    expect([answer.status, await answer.json()]).toMatchObject([200, { field: { name: 'size', type: 'integer' } }]);
  });
});
