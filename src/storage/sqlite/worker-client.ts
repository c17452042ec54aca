import { Worker } from 'node:worker_threads';
import { CrmError } from '../../core/errors.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What a worker answers: the result of one request, or why there is none. */
export type WorkerAnswer = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly failure: string; readonly code: string };

/** A thread that answers requests in the order they were sent. */
export interface WorkerClient {
  call<Answer>(request: object): Promise<Answer>;
  close(): Promise<void>;
}

/** Starts a thread of this folder (`writer-worker`, `reader-worker`) on a file of the store. */
export function startWorker(name: string, file: string): WorkerClient {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./${name}.${extension}`, import.meta.url), { workerData: { file }, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 512 } });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone: Error | undefined;

  const giveUp = (error: Error): void => {
    gone = error;
    for (const { reject } of waiting.values()) reject(new CrmError('unavailable', { reason: 'the storage thread stopped' }, { cause: error }));
    waiting.clear();
  };
  worker.on('message', (answer: WorkerAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('failure' in answer) asked?.reject(new CrmError('unavailable', { reason: answer.code }, { cause: new Error(answer.failure) }));
    else asked?.resolve(answer.result);
  });
  worker.on('error', (error) => giveUp(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => giveUp(gone ?? new Error('the thread ended')));
  worker.unref();

  return {
    call<Answer>(request: object): Promise<Answer> {
      if (gone !== undefined) return Promise.reject(new CrmError('unavailable', { reason: 'the storage thread stopped' }, { cause: gone }));
      const id = ++last;
      worker.ref();
      return new Promise<Answer>((resolve, reject) => {
        waiting.set(id, { resolve: (value) => resolve(value as Answer), reject });
        worker.postMessage({ id, ...request });
      });
    },
    async close() {
      if (gone === undefined) await this.call({ kind: 'close' });
      await worker.terminate();
    },
  };
}
