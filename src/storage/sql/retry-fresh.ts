/**
 * Reads again what failed while entities changed: columns may have changed places since the statement was made of what
 * this process knew. `known` is the revision known here, `ask` that of the store.
 */
export function retryFresh(known: () => number, ask: () => number | Promise<number>): <Answer>(read: () => Answer | Promise<Answer>) => Promise<Answer> {
  return async (read) => {
    const revision = known();
    try {
      return await read();
    } catch (error) {
      if ((await ask()) === revision) throw error;
      return read();
    }
  };
}
