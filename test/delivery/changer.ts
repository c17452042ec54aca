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

/** Clients that are changed together, all by one call. */
const LOT = 250;
/** Rukovoditel's numbers of clients, their territory and their note. */
const CLIENT = 100_001;
const TERRITORY = 100_001_012;
const NOTE = 100_001_013;

/** A lot of clients that one writer has for itself: the territory they are of, and the number of that territory. */
export interface Lot {
  readonly territory: string;
  id: number | undefined;
  /** Who changes them: `key`, `username`, `password`. */
  readonly account: object;
}

/** As `runChanger`: a whole lot at a time: each call makes as many events as the lot has clients, in one transaction. */
export async function runLotChanger({ port, headers, changes }: ChangerParts, lot: Lot, stop: AbortSignal): Promise<void> {
  const caller = createJsonCaller(port, headers);
  const close = (): void => caller.close();
  stop.addEventListener('abort', close);
  try {
    lot.id ??= await addLot(caller, changes, lot.territory);
    while (!stop.aborted) await changeLot(caller, changes, lot);
  } catch {
    // The connection broke: whether the last change was made, the outbox tells.
  } finally {
    stop.removeEventListener('abort', close);
    close();
  }
}

/** Adds the clients, or more of them where it was cut off before, and gives the number of their territory. */
async function addLot(caller: JsonCaller, changes: Changes, territory: string): Promise<number> {
  const client = Array.from({ length: LOT }, () => ({ title: `Клиент ${changes.next++}`, territory }));
  const answer = await caller.call('/developer/v3/client/add.list', { client });
  const added = Array.isArray(answer) ? answer.filter((one) => idIn(one) !== undefined).length : 0;
  if (added === 0) changes.errors.push(JSON.stringify(answer).slice(0, 500));
  changes.acknowledged += added;
  const { data }: { readonly data?: readonly { readonly id: number; readonly title: string }[] } = Object(await caller.call('/developer/v3/guides/territory', {}));
  const found = data?.find(({ title }) => title === territory)?.id;
  if (found === undefined) throw new Error('the territory is not there');
  return found;
}

/** `update` of Rukovoditel takes all that its criterion names. */
async function changeLot(caller: JsonCaller, changes: Changes, { id, account }: Lot): Promise<void> {
  const criterion = { entity_id: CLIENT, update_by_field: { [`field_${TERRITORY}`]: id }, data: { [`field_${NOTE}`]: `Правка ${changes.next++}` } };
  const answer = await caller.call('/api/rest.php', { ...account, action: 'update', ...criterion });
  const { data }: { readonly data?: { readonly id?: unknown } } = Object(answer);
  const changed = String(data?.id ?? '').split(',').filter((one) => one !== '').length;
  if (changed === 0) changes.errors.push(JSON.stringify(answer).slice(0, 500));
  changes.acknowledged += changed;
}
