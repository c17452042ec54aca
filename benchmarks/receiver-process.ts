import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./receiver-child.ts', import.meta.url));

/** Who is told of everything, in a process of its own. */
export interface ReceiverProcess {
  readonly url: string;
  /** Requests so far. */
  count(): Promise<number>;
  stop(): void;
}

export async function startReceiver(): Promise<ReceiverProcess> {
  const child = fork(CHILD, { execArgv: [] });
  const [port] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${Number(port)}/hook`,
    async count() {
      child.send('count');
      const [count] = await once(child, 'message');
      return Number(count);
    },
    stop: () => void child.kill(),
  };
}
