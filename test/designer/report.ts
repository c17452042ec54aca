import { cpus, loadavg, totalmem } from 'node:os';
import { DESIGNED_ENTITY, type DesignerFigures, type Stretch } from './campaign.ts';
import type { TrafficFigures } from './traffic.ts';

const TITLES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;
const LONG_MS = 1000;

const CHECKED = '## What is checked';

/** The page of a run; what an `earlier` page tells of other engines and sizes stays in it. */
export function writeDesignerReport(campaigns: readonly DesignerFigures[], pauseMs: number, date: Date, earlier = ''): string {
  return `# Designer run

Written by \`npm run test:designer\`; not edited by hand. ${date.toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}),
${Math.round(totalmem() / 1024 ** 3)} GB of memory, load average at the end ${loadavg()[0]?.toFixed(1) ?? '?'}. Server, database and the clients of this run share the cores, and so did
other work of the machine: the figures are what they are, and a quiet machine gives better ones.

An entity of 40 fields (\`${DESIGNED_ENTITY}\`) is designed over \`/api/v1\`, one operation after the other, while 14 connections go on
asking \`api/rest.php\`: 8 read a record by its id, 4 read a page of 50 filtered by status and period, 2 insert records. Each rests
${pauseMs} ms between an answer and its next request. The figures of an operation are those of all answers from its beginning to a moment
after its end; what is slow in the row of the load alone is slow without the designer. A section without conversions is of a quick
run.

${[...sectionsOf(earlier, campaigns.map(headOf)), ...campaigns.map(sectionOf)].join('\n\n')}

${CHECKED}

- No request of the others failed: every answer has status 200 and what it must hold.
- Each conversion, formula and restored field is compared with the plan that the store was filled by, by the totals of filtered
  lists over the API: thresholds of numbers, each option as a text, what was cleared.
- The report of the dry run names as many failures as texts were planted that are no numbers.
- Every record that was inserted meanwhile is there once, each value as it was sent, converted where its field was.
- Afterwards \`tolmach doctor\` finds nothing wrong, and the output of the server holds no error.

## What waits for what

- On SQLite there is one writer, and an index is built in one transaction that goes through the whole table: writes wait until
  it is there, however long that takes; reads do not. So it is with an added field that is indexed or unique, and at the moment
  when an indexed field changes its type. Nothing shortens this but adding such fields while few write.
- On PostgreSQL a column is added under a lock that is asked for in moments between the reads of others, and the indexes of
  large tables are built \`CONCURRENTLY\`: neither reads nor writes wait for them. The index of a field that changes its type is
  built so before the columns change places. A unique one is not: it is built in the transaction that swaps them, and all who use
  the entity wait for it.
- Values are converted, and formulas worked out, some hundreds of records in a transaction: writes of others come in between and
  wait for one such transaction at most.
- Totals of lists are counted once and then kept true. Where fields change places, or the search looks elsewhere, they are counted
  anew, and the first page of each selection waits for its count.

To repeat: \`npm run test:designer -- --rows 1000000 --engines sqlite,postgres\`; \`--quick\` leaves out what writes all records.
`;
}

function headOf({ engine, rows }: DesignerFigures): string {
  return `## ${TITLES[engine]}, ${rows.toLocaleString('en')} records`;
}

/** The sections of a page, without those that are written anew. */
function sectionsOf(page: string, anew: readonly string[]): readonly string[] {
  const [measured = ''] = page.split(CHECKED);
  return measured.split(/^(?=## )/mu).slice(1).map((section) => section.trim()).filter((section) => !anew.some((head) => section.startsWith(`${head}\n`)));
}

function sectionOf(figures: DesignerFigures): string {
  const { added, stretches, peakMemoryMb, faults } = figures;
  const long = stretches.flatMap(pausesOf);
  return `${headOf(figures)}

${added.toLocaleString('en')} records were inserted meanwhile; ${peakMemoryMb === undefined ? '' : `the server held ${Math.round(peakMemoryMb)} MB at most; `}faults: ${faults.length === 0 ? 'none' : `**${faults.length}**`}.

| operation | took | by id: p50 / p99 / longest, ms | pages: p50 / p99 / longest, ms | inserts: p50 / p99 / longest, ms | failed |
| --- | ---: | ---: | ---: | ---: | ---: |
${stretches.map(rowOf).join('\n')}

${long.length === 0 ? 'No answer took longer than a second.' : `Answers that took longer than a second:\n\n${long.join('\n')}`}${faults.map((fault) => `\n\n- fault: ${fault}`).join('')}`;
}

function rowOf({ title, seconds, byId, pages, writes }: Stretch): string {
  const cells = [title, seconds === undefined ? '-' : secondsOf(seconds), ...[byId, pages, writes].map(figuresOf), byId.failed + pages.failed + writes.failed];
  return `| ${cells.join(' | ')} |`;
}

function secondsOf(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(2)} s` : `${Math.round(seconds)} s`;
}

function figuresOf({ p50, p99, longest }: TrafficFigures): string {
  return [p50, p99, longest].map((ms) => ms.toFixed(ms < 10 ? 1 : 0)).join(' / ');
}

function pausesOf({ title, byId, pages, writes }: Stretch): readonly string[] {
  const all = [['a record by id', byId], ['a page', pages], ['an insert', writes]] as const;
  return all.filter(([, { longest }]) => longest > LONG_MS).map(([what, { longest }]) => `- ${title}: ${what}, ${(longest / 1000).toFixed(1)} s`);
}
