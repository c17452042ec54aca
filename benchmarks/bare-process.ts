import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

export interface BareServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts the bare server on a database: the path of a file, or a `postgres://` URL. */
export async function startBareServer(place: string): Promise<BareServer> {
  const child = fork(CHILD, [place], { execArgv: [] });
  const exited = once(child, 'exit');
  const [port] = await Promise.race([once(child, 'message'), exited.then(() => { throw new Error('the bare server ended'); })]) as [number];
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await exited;
    },
  };
}
