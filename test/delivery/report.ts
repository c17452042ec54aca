import { cpus } from 'node:os';
import { HABITS } from './arrivals.ts';
import type { CampaignFigures } from './campaign.ts';

const TITLES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

const number = (value: number): string => Math.round(value).toLocaleString('en-US');

/** The page of a run. */
export function writeDeliveryReport(campaigns: readonly CampaignFigures[], seed: number, command: string, date: Date): string {
  const rows = campaigns.map(({ engine, kills, events, requests, failures, again, lost, misplaced, renamed, seconds, drainSeconds, faults }) => [
    TITLES[engine], number(events), kills, number(requests), number(failures.refused), number(failures.broken), number(failures.silent), number(failures.slow), number(again),
    lost, misplaced, renamed, `${number(seconds)} s`, `${number(drainSeconds)} s`, faults.length === 0 ? 'none' : `**${faults.length}**`,
  ]);
  return `# Delivery under kills

Written by \`npm run test:delivery\`; not edited by hand. ${date.toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores, seed ${seed}.

| | events | kills of the server | requests to the receiver | refused by it (500) | broken off in the answer | never answered | answered slowly | arrived once more, same id | lost | out of order for one record | under another id | whole run | of it after the last write | faults |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

Writers add clients and change those added last over HTTP; in long runs others change lots of 250 clients of their own, each by one call.
One webhook is told of every change. Its receiver refuses ${HABITS.refused}% of what
comes, breaks off ${HABITS.broken}% of its answers in their middle, answers ${HABITS.slow}% slowly, and ${HABITS.silent}% never. The server is killed with SIGKILL again and again
under this, at moments spread over the whole run, and started again. In the end, when nothing waits any longer:

- **lost**: events of the outbox that the receiver never answered with 200;
- **out of order**: events that first arrived after a later event of the same record;
- **arrived once more**: the server was killed, or gave up waiting, before it had noted the answer; the receiver knows such a message by its
  \`webhook-id\`, which is the same in every try;
- **under another id**: events that came under two of them.

Pauses between the tries are none, none, then a second (\`TOLMACH_WEBHOOK_RETRIES\`), and a try takes a second at most, so that a run takes minutes.

To repeat: \`${command} --seed ${seed}\`.
${campaigns.flatMap(({ engine, faults }) => faults.map((fault) => `\n- ${TITLES[engine]}: ${fault}`)).join('')}`;
}
