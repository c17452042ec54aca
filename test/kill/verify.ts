import { createJsonCaller } from '../support/json-caller.ts';
import type { Ledger, SentClient } from './ledger.ts';
import { findHalves, withStore, type StoreAccess } from './whole-store.ts';

const FIELDS = ['note', ...Array.from({ length: 10 }, (_, index) => `input${index + 1}`)];
const ROWS = `SELECT c.id, c.name, c.external_id, c.phones, c.emails, ${FIELDS.map((field) => `c.${field}`).join(', ')}, t.title AS territory FROM e_client c LEFT JOIN e_territory t ON t.id = c.territory`;
const SHOWN = 10;

/** What of the ledger the store does not hold, and what it holds by half; an empty list is what it should be. */
export async function verifyStore(access: StoreAccess, ledger: Ledger): Promise<readonly string[]> {
  return withStore(access, async (ask) => {
    const rows = new Map((await ask(ROWS)).map((row) => [Number(row['id']), row]));
    return [
      ...[...ledger.added].flatMap(([clid, sent]) => compareAdded(clid, sent, rows.get(clid))),
      ...[...rows].flatMap(([clid, row]) => (ledger.added.has(clid) ? [] : compareUnanswered(clid, row, ledger))),
      ...compareValues(ledger, rows),
      ...await findHalves(access.engine, ask),
    ].slice(0, SHOWN);
  });
}

type StoredRow = Readonly<Record<string, unknown>>;

function compareAdded(clid: number, sent: SentClient, row: StoredRow | undefined): readonly string[] {
  if (row === undefined) return [`client ${clid} "${sent.title}" was acknowledged and is not there`];
  return differences(sent, row).map((field) => `client ${clid}: ${field} is ${JSON.stringify(row[field])}`);
}

/** One that was sent and not answered may be there, but then whole. */
function compareUnanswered(clid: number, row: StoredRow, { unanswered }: Ledger): readonly string[] {
  const sent = unanswered.get(String(row['name']));
  if (sent === undefined) return [`client ${clid} "${String(row['name'])}" was never sent, or is there twice`];
  return differences(sent, row).map((field) => `client ${clid}, not acknowledged: ${field} is ${JSON.stringify(row[field])}`);
}

function differences({ title, uid, phone, mail, territory }: SentClient, row: StoredRow): readonly string[] {
  const expected: Readonly<Record<string, unknown>> = { name: title, external_id: uid, phones: JSON.stringify([phone]), emails: JSON.stringify([mail]), territory: territory ?? null };
  return Object.keys(expected).filter((field) => row[field] !== expected[field]);
}

function compareValues({ values }: Ledger, rows: ReadonlyMap<number, StoredRow>): readonly string[] {
  return [...values].flatMap(([name, { acknowledged, sent }]) => {
    const [clid = '', wire = ''] = name.split('/');
    const stored = Number(rows.get(Number(clid))?.[wire === 'des' ? 'note' : wire] ?? 0);
    return stored >= acknowledged && stored <= sent ? [] : [`client ${name}: ${stored} is stored, ${acknowledged} was acknowledged, ${sent} sent`];
  });
}

/** Whether the server shows these clients: by id, by uid, and through the search index. */
export async function verifyAnswers(port: number, headers: Readonly<Record<string, string>>, clients: readonly (readonly [clid: number, sent: SentClient])[]): Promise<readonly string[]> {
  const caller = createJsonCaller(port, headers);
  const faults: string[] = [];
  for (const [clid, { title, uid, phone }] of clients) {
    const asked = [['info', { clid }], ['info', { uid }], ['list', { word: phone.replace(/\D/gu, '') }], ['list', { word: title.toUpperCase() }]] as const;
    for (const [action, body] of asked) {
      const answer = JSON.stringify(await caller.call(`/developer/v3/client/${action}`, body));
      if (!answer.includes(`"clid":${clid},`) || !answer.includes(JSON.stringify(title))) faults.push(`${action} ${JSON.stringify(body)} does not show client ${clid}: ${answer.slice(0, 200)}`);
    }
  }
  caller.close();
  return faults;
}
