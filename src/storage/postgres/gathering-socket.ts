import { Socket } from 'node:net';

/**
 * A socket whose corked writes of one moment leave together: a transaction of forty statements is one call of the system instead of
 * forty. The driver corks around each statement of its own (`pg`, `Query.submit`).
 */
export class GatheringSocket extends Socket {
  #gathers = false;

  override cork(): void {
    if (!this.#gathers) {
      this.#gathers = true;
      super.cork();
      process.nextTick(() => {
        this.#gathers = false;
        super.uncork();
      });
    }
    super.cork();
  }
}
