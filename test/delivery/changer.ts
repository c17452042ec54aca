import { idIn } from '../kill/writers.ts';
import { createJsonCaller, type JsonCaller } from '../support/json-caller.ts';

/** What all writers of a campaign share. */
export interface Changes {
  acknowledged: number;
  next: number;
  /** Clients that were added last. */
  readonly own: number[];
  readonly errors: string[];
}

export interface ChangerParts {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly changes: Changes;
  readonly random: () => number;
}

/** Clients that are changed at any time: so many that each is changed several times and none all the time. */
const CHANGED_CLIENTS = 500;
const ADDED_SHARE = 0.2;

/** Adds clients and changes those added last until the connection breaks or `stop` is aborted. */
export async function runChanger({ port, headers, changes, random }: ChangerParts, stop: AbortSignal): Promise<void> {
  const caller = createJsonCaller(port, headers);
  const close = (): void => caller.close();
  stop.addEventListener('abort', close);
  try {
    while (!stop.aborted) await changeOnce(caller, changes, random);
  } catch {
    // The connection broke: whether the last change was made, the outbox tells.
  } finally {
    stop.removeEventListener('abort', close);
    close();
  }
}

async function changeOnce(caller: JsonCaller, changes: Changes, random: () => number): Promise<void> {
  const number = changes.next++;
  const clid = changes.own[Math.floor(random() * changes.own.length)];
  const adds = clid === undefined || random() < ADDED_SHARE;
  const answer = adds ? await caller.call('/developer/v3/client/add', { title: `Клиент ${number}` }) : await caller.call('/developer/v3/client/update', { clid, des: `Правка ${number}` });
  const id = idIn(answer);
  if (id === undefined) {
    changes.errors.push(JSON.stringify(answer));
    return;
  }
  changes.acknowledged++;
  if (!adds) return;
  changes.own.push(id);
  if (changes.own.length > CHANGED_CLIENTS) changes.own.shift();
}
