import { expect, onTestFinished, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { openFileOffice } from '../../../../test/files.ts';
import { openZone } from '../../../core/time.ts';
import { bringFiles, type Uploads } from './bring-files.ts';
import type { Prepared } from './prepared.ts';
import { createTally } from './tally.ts';

const [engine] = testedEngines();
const record = (...names: readonly string[]): Prepared => ({ entity: 'project', id: 1, values: {}, files: { papers: names } });
/** A folder with these files, which tells what it was asked for. */
const folder = (files: Readonly<Record<string, string>>, asked: string[] = []): Uploads => ({
  zone: openZone('Europe/Moscow'),
  read: async (path) => {
    asked.push(path);
    return files[path] === undefined ? undefined : Buffer.from(files[path]);
  },
});

test('a name that leads out of the folder is never looked for, and missing and refused files are told of', async () => {
  if (engine === undefined) throw new Error('no engine');
  const { crm, dispose } = await openFileOffice(engine);
  onTestFinished(dispose);
  const [asked, tally]: [string[], ReturnType<typeof createTally>] = [[], createTally()];
  const brought = await bringFiles(crm, [record('../../etc/passwd', '..', '1710493200_gone.txt', '1710493200_run.exe')], folder({ '1710493200_run.exe': 'x' }, asked), tally);
  expect([...brought]).toEqual([]);
  expect(asked.filter((path) => path.includes('..'))).toEqual([]);
  expect(tally.findings()).toEqual([
    { what: 'files are not in the folder', count: 3, examples: ['../../etc/passwd', '..', '1710493200_gone.txt'] },
    { what: 'files are not taken', count: 1, examples: ['1710493200_run.exe: files of the type exe are not taken'] },
  ]);
});

test('files are found in the folder of their day by the calendar of the vendor, or at the top, and lose the time before their names', async () => {
  if (engine === undefined) throw new Error('no engine');
  const { crm, files, dispose } = await openFileOffice(engine);
  onTestFinished(dispose);
  // 22:30 UTC on the 15th is the 16th in Moscow.
  const one = record('1710541800_plan.txt', '1710541800_top.txt');
  const brought = await bringFiles(crm, [one], folder({ '2024/03/16/1710541800_plan.txt': 'plan', '1710541800_top.txt': 'top' }), createTally());
  expect(brought.get(one)).toEqual({ papers: [expect.stringMatching(/^\d+\/plan\.txt$/u), expect.stringMatching(/^\d+\/top\.txt$/u)] });
  const stored = await crm.storage.readRecord('file', Number.parseInt(brought.get(one)?.['papers']?.[0] ?? '', 10));
  expect((await files.get(String(stored?.['digest'])))?.toString()).toBe('plan');
});
