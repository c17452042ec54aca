import type { Eventual } from '../../core/eventual.ts';

/**
 * Reads again what failed while entities changed: columns may have changed places since the statement was made of what
 * this process knew. `known` is the revision known here, `ask` that of the store. What is read at once is answered at once.
 */
export function retryFresh(known: () => number, ask: () => Eventual<number>): <Answer>(read: () => Answer) => Answer | Promise<Awaited<Answer>> {
  return (read) => {
    const revision = known();
    const again = async (error: unknown): Promise<Awaited<ReturnType<typeof read>>> => {
      if ((await ask()) === revision) throw error;
      return await read();
    };
    try {
      const answer = read();
      return answer instanceof Promise ? answer.catch(again) : answer;
    } catch (error) {
      return again(error);
    }
  };
}
