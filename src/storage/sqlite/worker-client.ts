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

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/**
 * A thread of this folder (`writer-worker`, `reader-worker`) on a file of the store. It starts with the first request;
 * should it ever end by itself, those who wait are told (`unavailable`) and the next request starts it anew.
 */
export function startWorker(name: string, file: string): WorkerClient {
  let thread: Thread | undefined;
  let last = 0;
  let closed = false;

  const start = (): Thread => {
    const started = { worker: openThread(name, file), waiting: new Map<number, Waiting>() };
    const { worker, waiting } = started;
    worker.on('message', (answer: WorkerAnswer) => settle(started, answer));
    const giveUp = (error: Error): void => {
      if (thread === started) thread = undefined;
      for (const { reject } of waiting.values()) reject(new CrmError('unavailable', { reason: 'the storage thread stopped' }, { cause: error }));
      waiting.clear();
    };
    worker.on('error', (error) => giveUp(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => giveUp(new Error('the thread ended')));
    worker.unref();
    return started;
  };

  const call = <Answer>(request: object): Promise<Answer> => {
    if (closed) return Promise.reject(new CrmError('unavailable', { reason: 'the store is closed' }));
    const { worker, waiting } = (thread ??= start());
    const id = ++last;
    worker.ref();
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve: (value) => resolve(value as Answer), reject });
      worker.postMessage({ id, ...request });
    });
  };

  return {
    call,
    async close() {
      const running = thread;
      if (running !== undefined) await call({ kind: 'close' });
      closed = true;
      await running?.worker.terminate();
    },
  };
}

function openThread(name: string, file: string): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./${name}.${extension}`, import.meta.url), { workerData: { file }, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 512 } });
}

function settle({ worker, waiting }: Thread, answer: WorkerAnswer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (waiting.size === 0) worker.unref();
  if ('failure' in answer) asked?.reject(new CrmError('unavailable', { reason: answer.code }, { cause: new Error(answer.failure) }));
  else asked?.resolve(answer.result);
}
