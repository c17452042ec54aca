import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadFigures, LoadPlan } from './load-plan.ts';

const CHILD = fileURLToPath(new URL('./load-child.ts', import.meta.url));

/** So many times longer is measured where no answer came in time: a slow machine has its figures too. */
const LONGER = 10;

/**
 * Runs a load in a process of its own, so that making it takes no time from the server's thread, and gives the figures
 * of each group. An answer that is not what it must be makes the figures worthless, so it is an error here.
 */
export async function runLoad(plan: LoadPlan): Promise<readonly LoadFigures[]> {
  const figures = await runOnce(plan, true);
  return figures ?? (await runOnce({ ...plan, seconds: plan.seconds * LONGER }, false)) ?? [];
}

/** Undefined when a group had no answer at all, and there is time for more. */
async function runOnce(plan: LoadPlan, hasTime: boolean): Promise<readonly LoadFigures[] | undefined> {
  const child = fork(CHILD, { execArgv: [] });
  try {
    child.send(plan);
    const [figures] = await Promise.race([once(child, 'message'), failureOf(child)]) as [readonly LoadFigures[]];
    for (const { name, requests, errors, refused, wrong, example } of figures) {
      if (errors + refused + wrong === 0 && requests === 0 && hasTime) return undefined;
      if (errors + refused + wrong > 0 || requests === 0) {
        throw new Error(`${name}: ${requests} answers, ${errors} broken connections, ${refused} refused, ${wrong} wrong; for example: ${example ?? '-'}`);
      }
    }
    return figures;
  } finally {
    child.kill();
  }
}

/** The figures of a load with one group. */
export async function runOne(plan: LoadPlan): Promise<LoadFigures> {
  const [figures] = await runLoad(plan);
  if (figures === undefined) throw new Error('a load without groups');
  return figures;
}

async function failureOf(child: ReturnType<typeof fork>): Promise<never> {
  const [code] = await once(child, 'exit') as [number | null];
  throw new Error(`the process that makes the load ended with ${String(code)}`);
}
