import { cpus } from 'node:os';
import type { FuzzFigures } from './campaign.ts';

const TITLES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;
const number = (value: number): string => Math.round(value).toLocaleString('en-US');
const megabytes = (value: number | undefined): string => (value === undefined ? '-' : `${Math.round(value)} MB`);
const listed = (counts: Readonly<Record<string, number>>): string => Object.entries(counts).toSorted(([, left], [, right]) => right - left).map(([name, count]) => `${name} ${number(count)}`).join(', ');

/** The page of a run. */
export function writeFuzzReport(runs: readonly FuzzFigures[], seed: number, date: Date): string {
  const rows = runs.map((run) => [
    TITLES[run.engine], number(run.requests), `${number(run.requests / run.seconds)}/s`, `${number(run.longestMs)} ms`,
    megabytes(run.memoryBeforeMb), megabytes(run.peakMemoryMb), megabytes(run.memoryAfterMb), String(run.faults.length + run.afterwards.length),
  ]);
  return `# Fuzz of the transport

Written by \`npm run test:fuzz\`; not edited by hand. ${date.toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores, seed ${seed}.

| | requests | speed | longest | memory before | largest | after | faults |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

${runs.map((run) => `${TITLES[run.engine]}: statuses ${listed(run.statuses)}. Families ${listed(run.families)}.`).join('\n\n')}

Requests are bytes on sockets of their own, 32 at a time, made from the seed and the number of the request: every documented call and
parameter with right and odd values (numbers out of range, NUL, lone surrogates, \`__proto__\`, nested, long, HTML, search operators) as
JSON, form, query and multipart; broken JSON and bad UTF-8; odd paths, headers, methods, types; wrong lengths, chunks and versions;
pipelined, in pieces, half-closed; mutated bytes; bytes that are no HTTP. Connections that send half a head and fall silent stand beside them.

Each must be answered, or closed where the bytes are no request, in time. No answer may have a status of 500 or above, an internal error
in its body, a stack trace, a path, SQL or the name of a fault, bytes that are no UTF-8, or a body that is no JSON where its type says so. Afterwards
the server must add, show and find a client, hold no error in its log, have closed the silent connections and kept its memory
within bounds; the store must pass its own check.

To repeat: \`npm run test:fuzz -- --seed ${seed}\`; one request alone: \`npm run test:fuzz -- --seed ${seed} --only 4711\`.
`;
}
