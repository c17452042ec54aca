import { createJsonCaller, type JsonCaller } from '../support/json-caller.ts';
import { growing, parametersOf, sentClient, type Ledger } from './ledger.ts';

export interface WriterParts {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly ledger: Ledger;
  readonly random: () => number;
  /** Errors are answers too while the database is away: the writer waits a little and goes on. */
  readonly patient: boolean;
}

/** Shared clients have a field for each of these writers. */
const SHARERS = 10;
const PAUSE_MS = 20;

/** Writes until the connection breaks or `stop` is aborted: adds, updates of its own clients, updates of shared ones. */
export async function runWriter(number: number, parts: WriterParts, stop: AbortSignal): Promise<void> {
  const caller = createJsonCaller(parts.port, parts.headers);
  const close = (): void => caller.close();
  stop.addEventListener('abort', close);
  const own: number[] = [];
  try {
    while (!stop.aborted) await writeOnce(number, caller, parts, own);
  } catch {
    // The connection broke: what was not answered stays in the ledger as such.
  } finally {
    stop.removeEventListener('abort', close);
    close();
  }
}

async function writeOnce(number: number, caller: JsonCaller, parts: WriterParts, own: number[]): Promise<void> {
  const { ledger, random } = parts;
  const chance = random();
  const mine = own[Math.floor(random() * own.length)];
  const shared = ledger.shared[Math.floor(random() * ledger.shared.length)];
  if (chance < 0.25 && mine !== undefined) return update(caller, parts, mine, 'des');
  if (chance < 0.4 && shared !== undefined && number < SHARERS) return update(caller, parts, shared, `input${number + 1}`);
  const clid = await add(caller, parts, chance > 0.85);
  if (clid !== undefined) own.push(clid);
}

async function add(caller: JsonCaller, parts: WriterParts, newTerritory: boolean): Promise<number | undefined> {
  const { ledger } = parts;
  const client = sentClient(ledger.next++, newTerritory);
  const { title } = client;
  ledger.unanswered.set(title, client);
  const answer = await caller.call('/developer/v3/client/add', parametersOf(client));
  const clid = idIn(answer);
  if (clid === undefined) return refuse(parts, answer);
  ledger.unanswered.delete(title);
  const twice = ledger.added.get(clid);
  if (twice !== undefined) throw new Error(`clid ${clid} was given to "${twice.title}" and to "${title}"`);
  ledger.added.set(clid, client);
  ledger.acknowledged++;
  return clid;
}

async function update(caller: JsonCaller, parts: WriterParts, clid: number, field: string): Promise<void> {
  const value = growing(parts.ledger, clid, field);
  value.sent++;
  const answer = await caller.call('/developer/v3/client/update', { clid, [field]: String(value.sent) });
  if (idIn(answer) === undefined) {
    await refuse(parts, answer);
    return;
  }
  value.acknowledged = value.sent;
  parts.ledger.acknowledged++;
}

async function refuse({ ledger, patient }: WriterParts, answer: unknown): Promise<undefined> {
  if (!patient) ledger.errors.push(JSON.stringify(answer));
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), PAUSE_MS);
  });
}

/** `data` of an answer that tells of no error. */
export function idIn(answer: unknown): number | undefined {
  if (typeof answer !== 'object' || answer === null || 'error' in answer || !('data' in answer)) return undefined;
  return typeof answer.data === 'number' ? answer.data : undefined;
}
