import type { ProposedWrite } from '../core/filters/write-filters.ts';
import type { Tools } from './index.ts';
import type { Work } from './messages.ts';
import { hears, readEventName, readFilterName } from './names.ts';
import type { Callable, Definition } from './read-definition.ts';

/** What filters make of a write: these fields otherwise, or a text for the caller. */
export type Verdict = { readonly values: Readonly<Record<string, unknown>> } | { readonly refuse: string };

/** Runs the handlers of an extension that a piece of work is for. Throws what they throw. */
export async function performWork({ on, filter, schedule, routes }: Definition, work: Work, tools: Tools): Promise<unknown> {
  switch (work.kind) {
    case 'event': return tellEvent(on, work.event, tools);
    case 'filter': return askFilters(filter, work.write, tools);
    case 'turn': return void await schedule[work.index]?.(tools);
    case 'route': return routes.get(work.route)?.(work.request, tools);
  }
}

async function tellEvent(handlers: Definition['on'], event: Extract<Work, { readonly kind: 'event' }>['event'], tools: Tools): Promise<void> {
  for (const [name, handler] of handlers) {
    const heard = readEventName(name);
    if (heard !== undefined && hears(heard, event)) await handler(event, tools);
  }
}

async function askFilters(handlers: Definition['filter'], write: ProposedWrite, tools: Tools): Promise<Verdict> {
  let values = write.values;
  for (const [name, handler] of handlers) {
    const watched = readFilterName(name);
    if (watched?.action !== write.action || (watched.entity !== '*' && watched.entity !== write.entity)) continue;
    const verdict = await askOne(handler, { ...write, values }, tools);
    if ('refuse' in verdict) return verdict;
    values = { ...values, ...verdict.values };
  }
  return { values };
}

async function askOne(handler: Callable, write: ProposedWrite, tools: Tools): Promise<Verdict> {
  try {
    return readVerdict(await handler(write, tools));
  } catch (error) {
    const { refuse }: { refuse?: unknown } = Object(error);
    if (typeof refuse === 'string') return { refuse };
    throw error;
  }
}

function readVerdict(answer: unknown): Verdict {
  if (answer === undefined || answer === null) return { values: {} };
  const { refuse, values }: { refuse?: unknown; values?: unknown } = Object(answer);
  if (typeof refuse === 'string') return { refuse };
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return { values: { ...values } };
  throw new Error('a filter must return nothing, { values } or { refuse }');
}
