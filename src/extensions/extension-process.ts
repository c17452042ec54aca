import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createBackOff } from './back-off.ts';
import type { FromChild, Manifest, ToChild, ToolCall, Work } from './messages.ts';

/** Of the heap; beyond it the process of the extension ends, and not the server. */
const MEMORY_MB = 64;
const LOAD_MS = 10_000;

/** Uses a tool for an extension; `chain` names the extensions in whose course it is used. */
export type UseTool = (call: ToolCall, chain: readonly string[]) => Promise<unknown>;

export interface ProcessParts {
  readonly file: string;
  /** The environment that the extension sees. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly useTool: UseTool;
  readonly log: (message: string, facts: object) => void;
  readonly clock: () => number;
}

export interface WorkManner {
  readonly timeoutMs: number;
  /** The extensions in whose course it is asked for. */
  readonly chain: readonly string[];
}

/** How the process of an extension is doing. */
export interface ProcessReport {
  readonly state: 'running' | 'starting' | 'stopped';
  readonly error: string | undefined;
  readonly failures: number;
}

/**
 * The code of one extension in a process of its own: it may throw, hang or leak, and is started anew. A thread would not do:
 * one that takes more memory than it may can end the whole server.
 */
export interface ExtensionProcess {
  /** The result of the handlers. Rejects with a sentence when they throw, take too long, or it is being started anew. */
  perform(work: Work, manner: WorkManner): Promise<unknown>;
  report(): ProcessReport;
  close(): Promise<void>;
}

interface Waiting extends WorkManner {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Loads the module in a process; rejects with a sentence when it cannot be loaded or is no extension. */
export async function startProcess(parts: ProcessParts): Promise<{ readonly manifest: Manifest; readonly process: ExtensionProcess }> {
  const backOff = createBackOff(parts.clock);
  let running: Running | undefined;
  let closed = false;
  let failures = 0;
  let error: string | undefined;

  const failed = (text: string): void => {
    failures += 1;
    error = text;
  };
  const open = (): Running => {
    const opened = openRunning(parts, (text) => {
      if (running === opened) running = undefined;
      if (closed) return;
      failed(text);
      backOff.again(() => { if (!closed) running ??= open(); });
    });
    opened.ready.catch(() => undefined);
    return opened;
  };
  const first = open();
  running = first;
  try {
    const manifest = await first.ready;
    return { manifest, process: { perform, report, close } };
  } catch (problem) {
    await close();
    throw problem;
  }

  async function perform(work: Work, manner: WorkManner): Promise<unknown> {
    const now = running;
    if (now === undefined) throw new Error(closed ? 'it is stopped' : 'it is being started anew');
    try {
      const result = await now.perform(work, manner);
      backOff.succeeded();
      return result;
    } catch (problem) {
      // The end of the process is counted once, however much work it takes along.
      if (running === now) failed(problem instanceof Error ? problem.message : String(problem));
      throw problem;
    }
  }
  function report(): ProcessReport {
    return { state: closed ? 'stopped' : running?.isReady() === true ? 'running' : 'starting', error, failures };
  }
  async function close(): Promise<void> {
    closed = true;
    backOff.cancel();
    await running?.end();
  }
}

interface Running {
  readonly ready: Promise<Manifest>;
  isReady(): boolean;
  perform(work: Work, manner: WorkManner): Promise<unknown>;
  end(): Promise<void>;
}

function openRunning(parts: ProcessParts, onEnd: (why: string) => void): Running {
  const waiting = new Map<number, Waiting>();
  const child = openChild(parts);
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const loaded = Promise.withResolvers<Manifest>();
  let last = 0;
  let ready = false;
  let over = false;

  const end = (why: string): void => {
    if (over) return;
    over = true;
    clearTimeout(tooLong);
    loaded.reject(new Error(why));
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
    onEnd(why);
    child.kill('SIGKILL');
  };
  const tooLong = setTimeout(() => end(`it was not loaded in ${LOAD_MS / 1000} s`), LOAD_MS);
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(endingOf(code, signal)));
  child.on('message', (message) => { if (!over) hear(message as FromChild); });

  const hear = (message: FromChild): void => {
    switch (message.kind) {
      case 'ready':
        ready = true;
        clearTimeout(tooLong);
        return loaded.resolve(message.manifest);
      case 'broken': return end(message.error);
      case 'log': return parts.log(message.message, message.facts);
      case 'tool': return void answerTool(message, waiting.get(message.work)?.chain);
      case 'done': return settle(message.id)?.resolve(message.result);
      case 'failed': return settle(message.id)?.reject(new Error(message.error));
    }
  };
  const settle = (id: number): Waiting | undefined => {
    const asked = waiting.get(id);
    waiting.delete(id);
    return asked;
  };
  const say = (message: ToChild): void => { if (!over && child.connected) child.send(message); };
  const answerTool = async ({ id, call }: { readonly id: number; readonly call: ToolCall }, chain: readonly string[] | undefined): Promise<void> => {
    try {
      if (chain === undefined) throw new Error('the time of this handler is over');
      say({ kind: 'answer', id, result: await parts.useTool(call, chain) });
    } catch (error) {
      const { code }: { code?: unknown } = Object(error);
      say({ kind: 'refusal', id, error: error instanceof Error ? error.message : String(error), code: typeof code === 'string' ? code : 'internal' });
    }
  };

  return {
    ready: loaded.promise,
    isReady: () => ready && !over,
    async end() {
      end('it is stopped');
      await gone;
    },
    async perform(work, manner) {
      await loaded.promise;
      const id = ++last;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      waiting.set(id, { ...manner, resolve, reject });
      const timer = setTimeout(() => end(`it took longer than ${manner.timeoutMs / 1000} s`), manner.timeoutMs);
      try {
        say({ kind: 'work', id, work });
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(id);
      }
    },
  };
}

function openChild({ file, env }: ProcessParts): ChildProcess {
  const own = new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url);
  // What it prints goes where the server's own complaints go.
  const child = fork(fileURLToPath(own), [file], { env: { ...env }, execArgv: [`--max-old-space-size=${MEMORY_MB}`, '--max-semi-space-size=2'], serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] });
  child.unref();
  child.channel?.unref();
  return child;
}

function endingOf(code: number | null, signal: string | null): string {
  if (signal === 'SIGABRT') return `it took more than ${MEMORY_MB} MB of memory`;
  return signal === null ? `its process ended with code ${code ?? 0}` : `its process was ended by ${signal}, as one that takes too much memory is`;
}
