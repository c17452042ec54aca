import { Socket } from 'node:net';

/**
 * A socket whose corked writes of one moment leave together: a transaction of forty statements is one call of the system instead of
 * forty, and wakes the server once. The driver corks around each statement that has parameters (`pg`, `Query.submit`).
 */
export class GatheringSocket extends Socket {
  #gathers = false;

  override cork(): void {
    this.gather();
    super.cork();
  }

  /** What is written from now until the end of this moment leaves together. */
  gather(): void {
    if (this.#gathers) return;
    this.#gathers = true;
    super.cork();
    process.nextTick(() => {
      this.#gathers = false;
      super.uncork();
    });
  }
}
