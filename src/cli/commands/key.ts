import type { Command } from 'commander';
import { createKey } from '../../core/accounts/create-key.ts';
import { revokeKey } from '../../core/accounts/revoke-key.ts';
import type { Crm } from '../../core/crm.ts';
import { EVERYTHING } from '../../core/query/filter.ts';
import { openZone, type Zone } from '../../core/time.ts';
import { listAt, numberAt, textAt, type CrmRecord } from '../../core/values.ts';
import { DIALECTS } from '../../server/dialects.ts';
import { Refusal } from '../../server/refusal.ts';
import type { Settings } from '../../server/settings.ts';
import { table } from '../table.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { CLI, withCrm } from '../with-crm.ts';

interface CreateOptions extends CommonOptions {
  readonly login: string;
  readonly label: string;
  readonly dialect: readonly string[];
  readonly anyLogin?: boolean;
  readonly expires?: string;
}

const MANY = 10_000;

/** `tolmach key create|list|revoke`. */
export function addKey(program: Command, terminal: Terminal): void {
  const key = program.command('key').description('the API keys of programs');
  key.command('create').description('make a key; it is shown once')
    .requiredOption('--login <login>', 'the user whom the key belongs to')
    .requiredOption('--label <text>', 'what the key is for')
    .option('--dialect <name>', `what it opens, may be repeated (${DIALECTS.map(({ name }) => name).join(', ')}); without it everything`, (name: string, names: readonly string[]) => [...names, name], [])
    .option('--any-login', 'may act as any active user; for keys of administrators')
    .option('--expires <date>', 'last day, YYYY-MM-DD')
    .option('--json', 'answer as one JSON value')
    .action((options: CreateOptions) => report(terminal, options, () => withCrm(terminal, (crm, settings) => create(crm, settings, options))));
  key.command('list').description('list the keys, by what they begin with')
    .option('--login <login>', 'those of one user')
    .option('--json', 'answer as one JSON value')
    .action((options: CommonOptions & { login?: string }) => report(terminal, options, () => withCrm(terminal, (crm, settings) => list(crm, settings, options.login))));
  key.command('revoke').description('revoke a key: it opens nothing from now on').argument('<id>')
    .option('--json', 'answer as one JSON value')
    .action((id: string, options: CommonOptions) => report(terminal, options, () => withCrm(terminal, (crm) => revoke(crm, id))));
}

async function create(crm: Crm, settings: Settings, { login, label, dialect, anyLogin, expires }: CreateOptions): Promise<Outcome> {
  const owner = await ownerId(crm, login);
  const unknown = dialect.filter((name) => !DIALECTS.some((known) => known.name === name));
  if (unknown.length > 0) throw new Refusal(`There is no dialect ${unknown.join(', ')}: --dialect is one of ${DIALECTS.map(({ name }) => name).join(', ')}.`);
  const end = expires === undefined ? {} : { expiresAt: endOfDay(openZone(settings.timeZone), expires) };
  const { id, secret } = await createKey(crm, CLI, { owner, label, faces: dialect, speaksForAll: anyLogin === true, ...end });
  return { lines: [`Key ${id} of ${login}, shown this once:`, secret], json: { id, login, key: secret } };
}

async function list(crm: Crm, { timeZone }: Settings, login: string | undefined): Promise<Outcome> {
  const owner = login === undefined ? undefined : await ownerId(crm, login);
  const { account } = await crm.directory();
  const records = await crm.storage.findRecords({ entity: 'api_key', filter: EVERYTHING, sort: { field: 'id', descending: false }, offset: 0, limit: MANY });
  const keys = records.filter((record) => owner === undefined || record['owner'] === owner).map((record) => describe(record, account(numberAt(record, 'owner') ?? 0)?.login ?? ''));
  const zone = openZone(timeZone);
  const rows = keys.map((key) => [String(key.id), `${key.begins}…`, key.login, key.label, key.dialects.join(', ') || 'everything', key.anyLogin ? 'any login' : '', key.expires === null ? '' : `until ${dayOf(zone, Date.parse(key.expires))}`]);
  return { lines: table(['id', 'begins', 'login', 'label', 'opens', '', ''], rows), json: keys };
}

function describe(record: CrmRecord, login: string) {
  const expires = numberAt(record, 'expires_at');
  return {
    id: record.id, login, label: textAt(record, 'label') ?? '', begins: textAt(record, 'prefix') ?? '', dialects: listAt(record, 'faces'),
    anyLogin: record['speaks_for_all'] === true, expires: expires === null ? null : new Date(expires).toISOString(),
  };
}

async function revoke(crm: Crm, text: string): Promise<Outcome> {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal(`A key is named by its number, see "tolmach key list", not "${text}".`);
  await revokeKey(crm, CLI, id);
  return { lines: [`Key ${id} is revoked.`], json: { id, revoked: true } };
}

async function ownerId(crm: Crm, login: string): Promise<number> {
  const account = (await crm.directory()).accountByLogin(login);
  if (account === undefined) throw new Refusal(`There is no user ${login}.`);
  return account.id;
}

/** The moment when a day of the account's zone is over. */
function endOfDay(zone: Zone, text: string): number {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) throw new Refusal(`--expires must be a date such as 2027-01-31, not "${text}".`);
  return zone.toInstant({ year: Number(year), month: Number(month), day: Number(day), hour: 23, minute: 59, second: 59 }) + 1000;
}

function dayOf(zone: Zone, instant: number): string {
  const { year, month, day } = zone.toLocal(instant - 1);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
