import { cpus } from 'node:os';
import type { CampaignFigures } from './campaign.ts';

const TITLES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

/** The page of a run. */
export function writeKillReport(campaigns: readonly CampaignFigures[], seed: number, date: Date): string {
  const rows = campaigns.map((figures) => [
    TITLES[figures.engine], figures.kills, figures.firstStartKills, figures.databaseCrashes, figures.acknowledged, figures.unanswered,
    `${milliseconds(middle(figures.starts))} / ${milliseconds(Math.max(...figures.starts))}`,
    figures.recoveries.length === 0 ? '-' : milliseconds(Math.max(...figures.recoveries)),
    figures.faults.length === 0 ? 'none' : `**${figures.faults.length}**`,
  ]);
  return `# Kill test

Written by \`npm run test:kill\`; not edited by hand. ${date.toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores, seed ${seed}.

| | kills of the server | kills of a first start | kills of the database | acknowledged writes | sent, not answered | ready again, middle / longest | writes again after a database kill, longest | faults |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

Sixteen connections write over HTTP: new clients with a title, uid, phone, e-mail and requisites of their own (some with a territory
that nobody had), growing numbers into their own clients, and growing numbers into four clients that ten of them share. The server is
killed with SIGKILL anywhere among the first few hundred of them, and started again. On PostgreSQL the database server is killed too, under a
Tolmach that goes on and must write again by itself. After each start, with all that was written since the beginning:

- every acknowledged add is there with each of its values, under the clid that was answered; every number is at least the one
  acknowledged last and at most the one sent last; what was sent and not answered is there whole or not at all;
- each client has one history line, one change-log row and one outbox event for each of its versions, its requisites, its contact
  points, its search text; none of these is there without its client; no uid, title or territory is there twice;
- the server shows the clients by clid, by uid, by the digits of the phone and by a word of the title, and its output holds no error;
- on SQLite, at the end: \`PRAGMA integrity_check\`, the integrity check of the search index, every client in it, nothing else in it.

To repeat: \`npm run test:kill -- --rounds 50 --seed ${seed}\` (\`--engines sqlite\` for one engine).
${campaigns.flatMap(({ engine, faults }) => faults.map((fault) => `\n- ${TITLES[engine]}: ${fault}`)).join('')}`;
}

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
