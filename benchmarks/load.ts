import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadFigures, LoadPlan } from './load-plan.ts';

const CHILD = fileURLToPath(new URL('./load-child.ts', import.meta.url));

/** So many times longer is measured where no answer came in time: a slow machine has its figures too. */
const LONGER = 10;

/**
 * Runs a load in a process of its own, so that making it takes no time from the server's thread. An answer that is not what
 * it must be makes the figures worthless, so it is an error here.
 */
export async function runLoad(plan: LoadPlan): Promise<LoadFigures> {
  const figures = await runOnce(plan);
  if (figures.requests > 0) return figures;
  const later = await runOnce({ ...plan, seconds: plan.seconds * LONGER });
  if (later.requests === 0) throw new Error(`${plan.group.name}: no answer in ${plan.seconds * LONGER} s`);
  return later;
}

async function runOnce(plan: LoadPlan): Promise<LoadFigures> {
  const child = fork(CHILD, { execArgv: [] });
  try {
    child.send(plan);
    const [figures] = await Promise.race([once(child, 'message'), failureOf(child)]) as [LoadFigures];
    const { requests, errors, refused, wrong, example } = figures;
    if (errors + refused + wrong > 0) throw new Error(`${plan.group.name}: ${requests} answers, ${errors} broken connections, ${refused} refused, ${wrong} wrong; for example: ${example ?? '-'}`);
    return figures;
  } finally {
    child.kill();
  }
}

async function failureOf(child: ReturnType<typeof fork>): Promise<never> {
  const [code] = await once(child, 'exit') as [number | null];
  throw new Error(`the process that makes the load ended with ${String(code)}`);
}
