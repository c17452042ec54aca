import type { RecordValues, Tools } from './index.ts';
import type { FromChild, ToChild, ToolCall } from './messages.ts';

/** The tools of handlers, in the process of an extension. */
export interface ToolClient {
  toolsFor(work: number): Tools;
  /** What came back of a tool. */
  hear(message: Exclude<ToChild, { readonly kind: 'work' }>): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Tools that ask the server by messages. */
export function createTools(say: (message: FromChild) => void): ToolClient {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const ask = (work: number, tool: ToolCall['tool'], given: readonly unknown[]): Promise<unknown> => new Promise((resolve, reject) => {
    const id = ++last;
    waiting.set(id, { resolve, reject });
    say({ kind: 'tool', id, work, call: { tool, arguments: given } });
  });
  return {
    toolsFor: (work) => ({
      log: (message, facts = {}) => say({ kind: 'log', message: String(message), facts }),
      find: async (...given) => recordsOf(await ask(work, 'find', given)),
      read: async (...given) => recordsOf([await ask(work, 'read', given)])[0],
      create: async (...given) => Number(await ask(work, 'create', given)),
      update: async (...given) => (await ask(work, 'update', given)) === true,
    }),
    hear(message) {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'answer') asked?.resolve(message.result);
      else asked?.reject(Object.assign(new Error(message.error), { code: message.code }));
    },
  };
}

function recordsOf(answer: unknown): readonly RecordValues[] {
  return Array.isArray(answer) ? answer.filter((one): one is RecordValues => typeof one === 'object' && one !== null && 'id' in one) : [];
}
