import type { Command } from 'commander';
import type { Crm } from '../../core/crm.ts';
import { DELIVERY_STATES, type DeliveryState } from '../../core/delivery/delivery-store.ts';
import { watchedWebhooks, type WatchedWebhook } from '../../core/delivery/read-webhooks.ts';
import { handOverMissed } from '../../core/delivery/replay-missed.ts';
import type { Subscription } from '../../core/delivery/subscription.ts';
import { CrmError } from '../../core/errors.ts';
import { openZone, type Zone } from '../../core/time.ts';
import { createDelivery, formatsOf } from '../../server/deliver.ts';
import { DIALECTS } from '../../server/dialects.ts';
import { createLog } from '../../server/log.ts';
import { Refusal } from '../../server/refusal.ts';
import type { Settings } from '../../server/settings.ts';
import { table } from '../table.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { withCrm } from '../with-crm.ts';

interface ReplayOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly state?: string;
  readonly event?: string;
  readonly missed?: boolean;
}

/** `tolmach webhooks list|test|replay`. */
export function addWebhooks(program: Command, terminal: Terminal): void {
  const webhooks = program.command('webhooks').description('who is told of what happens');
  webhooks.command('list').description('list the webhooks, and how they are doing')
    .option('--json', 'answer as one JSON value')
    .action((options: CommonOptions) => report(terminal, options, () => withCrm(terminal, list)));
  webhooks.command('test').description('send a made-up event at once and show what came of it').argument('<id>')
    .option('--json', 'answer as one JSON value')
    .action((id: string, options: CommonOptions) => report(terminal, options, () => withCrm(terminal, (crm, settings) => test(crm, settings, id))));
  webhooks.command('replay').description('send deliveries again, or what was missed; the running server does it, or the next that starts').argument('<id>')
    .option('--from <moment>', 'of events from then on: 2027-01-31, or 2027-01-31T09:05:00Z')
    .option('--to <moment>', 'of events until then; a day is meant whole')
    .option('--state <state>', `one of ${DELIVERY_STATES.join(', ')}`)
    .option('--event <name>', 'of events of this name, in the words of the format')
    .option('--missed', 'not deliveries that there are: what it chooses and never got, since --from')
    .option('--json', 'answer as one JSON value')
    .action((id: string, options: ReplayOptions) => report(terminal, options, () => withCrm(terminal, (crm, settings) => replay(crm, settings, id, options))));
}

async function list(crm: Crm): Promise<Outcome> {
  const webhooks = (await watchedWebhooks(crm)).map(describe);
  const rows = webhooks.map((one) => [String(one.id), one.title, one.url ?? one.target, one.format, doing(one), String(one.waiting), String(one.dead), one.lastSuccessAt ?? 'never']);
  return { lines: table(['id', 'title', 'to', 'format', '', 'waiting', 'dead', 'last success'], rows), json: webhooks };
}

function describe({ webhook, state, figures }: WatchedWebhook) {
  const { id, title, active, target, url, format, events, disabledReason } = webhook;
  const { lastSequence, acknowledged, succeeded, failed } = state;
  return {
    id, title, active, target, url, format, events, disabledReason, lastSequence, acknowledged, succeeded, failed,
    failingSince: momentText(state.failingSince), lastSuccessAt: momentText(state.lastSuccessAt), waiting: figures.waiting, dead: figures.dead, oldestAt: momentText(figures.oldestAt),
  };
}

function doing({ active, disabledReason, failingSince }: ReturnType<typeof describe>): string {
  if (!active) return disabledReason === null ? 'off' : `off: ${disabledReason}`;
  return failingSince === null ? 'on' : `failing since ${failingSince}`;
}

async function test(crm: Crm, settings: Settings, text: string): Promise<Outcome> {
  const webhook = await webhookOf(crm, text);
  const delivery = createDelivery({ crm, zone: openZone(settings.timeZone), dialects: DIALECTS, settings, log: createLog(settings.logLevel) });
  try {
    const shot = await delivery.desk.test(webhook);
    const came = shot.ok ? `It arrived${shot.status === null ? '' : ` (${shot.status})`}, in ${shot.ms} ms.` : `It failed: ${shot.error ?? 'unknown'}${shot.status === null ? '' : ` (${shot.status})`}, in ${shot.ms} ms.`;
    return { lines: [...(shot.request === null ? [] : ['Sent:', shot.request]), came, ...(shot.response === null || shot.response === '' ? [] : ['Answer:', shot.response])], json: shot, failed: !shot.ok };
  } finally {
    await delivery.stop();
  }
}

async function replay(crm: Crm, { timeZone }: Settings, text: string, { from, to, state, event, missed = false }: ReplayOptions): Promise<Outcome> {
  const { id } = await webhookOf(crm, text);
  if (missed && state !== undefined) throw new Refusal('What was missed has no state yet: leave --state out.');
  if (missed && from === undefined) throw new Refusal('Say since when: --missed needs --from.');
  if ([from, to, state, event].every((option) => option === undefined)) throw new Refusal('Say which deliveries: --state, --event, --from or --to.');
  const zone = openZone(timeZone);
  const chosen = { ...(event === undefined ? {} : { name: event }), ...(to === undefined ? {} : { to: momentOf(zone, '--to', to) }) };
  const since = from === undefined ? undefined : momentOf(zone, '--from', from);
  if (missed && since !== undefined) {
    const replayed = await handOverMissed(crm, id, { ...chosen, from: since }, formatsOf(DIALECTS));
    return { lines: [`${replayed} missed events are handed to webhook ${id}.`], json: { id, replayed } };
  }
  const query = { subscription: id, ...chosen, ...(state === undefined ? {} : { states: [stateOf(state)] }), ...(since === undefined ? {} : { from: since }) };
  const replayed = await crm.storage.deliveries.replay(query, crm.clock());
  return { lines: [`${replayed} deliveries of webhook ${id} are sent again.`], json: { id, replayed } };
}

async function webhookOf(crm: Crm, text: string): Promise<Subscription> {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal(`A webhook is named by its number, see "tolmach webhooks list", not "${text}".`);
  const found = (await crm.directory()).subscriptions.find((one) => one.id === id);
  if (found === undefined) throw new CrmError('not_found', { entity: 'webhook', id });
  return found;
}

function stateOf(text: string): DeliveryState {
  const state = DELIVERY_STATES.find((known) => known === text);
  if (state === undefined) throw new Refusal(`--state is one of ${DELIVERY_STATES.join(', ')}, not "${text}".`);
  return state;
}

/** A moment with its offset, or a day of the account's zone: where it begins, or after `--to` where it ends. */
function momentOf(zone: Zone, option: '--from' | '--to', text: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text) ?? [];
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/u.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(instant)) return instant;
  const date = new Date(`${text}T00:00:00Z`);
  if (year === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) throw new Refusal(`${option} must be a day such as 2027-01-31 or a moment such as 2027-01-31T09:05:00Z, not "${text}".`);
  const parts = { year: Number(year), month: Number(month), day: Number(day) };
  return option === '--from' ? zone.toInstant({ ...parts, hour: 0, minute: 0, second: 0 }) : zone.toInstant({ ...parts, hour: 23, minute: 59, second: 59 }) + 1000;
}

function momentText(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
