import type { FastifyInstance } from 'fastify';
import { authenticate } from '../core/accounts/authenticate.ts';
import type { Crm } from '../core/crm.ts';
import { watchedWebhooks, type WatchedWebhook } from '../core/delivery/read-webhooks.ts';
import { metricsText, type Metric } from './metrics-text.ts';
import type { Settings } from './settings.ts';

export interface MetricsParts {
  readonly crm: Crm;
  readonly access: Settings['metrics'];
  readonly version: string;
}

/** Keys that open our own API open this too. */
const FACE = 'native';
const TYPE = 'text/plain; version=0.0.4; charset=utf-8';
const CHALLENGE = 'Bearer realm="Tolmach", Basic realm="Tolmach"';

/**
 * `GET /metrics` for Prometheus, worked out when it is asked: 404 where it is switched off, 401 without the key of an
 * administrator where one is asked for, as a bearer token or as the password of any name.
 */
export function addMetrics(app: FastifyInstance, { crm, access, version }: MetricsParts): void {
  if (access === 'off') return;
  app.get('/metrics', async (request, reply) => {
    if (access !== 'open' && !(await isAdministrator(crm, request.headers.authorization ?? ''))) {
      return reply.code(401).headers({ 'www-authenticate': CHALLENGE, 'cache-control': 'no-store' }).send({ error: { code: 'unauthenticated', message: 'Send an API key of an administrator as Authorization: Bearer KEY.' } });
    }
    const text = metricsText([...webhookMetrics(await watchedWebhooks(crm), crm.clock()), ...processMetrics(crm.storage.engine, version)]);
    return reply.header('cache-control', 'no-store').type(TYPE).send(text);
  });
}

async function isAdministrator(crm: Crm, header: string): Promise<boolean> {
  const secret = secretIn(header);
  if (secret === undefined) return false;
  const { check } = await authenticate(crm, FACE, secret, undefined);
  return check.ok && check.account.administrator;
}

function secretIn(header: string): string | undefined {
  const [, scheme, text] = /^(bearer|basic) +(\S+) *$/iu.exec(header) ?? [];
  if (scheme === undefined || text === undefined) return undefined;
  // Headers arrive as Latin-1; keys of the operator's choosing may be UTF-8.
  if (scheme.toLowerCase() === 'bearer') return Buffer.from(text, 'latin1').toString('utf8');
  return Buffer.from(text, 'base64').toString('utf8').split(':').slice(1).join(':') || undefined;
}

function webhookMetrics(watched: readonly WatchedWebhook[], now: number): readonly Metric[] {
  const each = (value: (one: WatchedWebhook) => number): Metric['samples'] => watched.map((one) => ({ labels: labelsOf(one), value: value(one) }));
  const tries = watched.flatMap((one) => [
    { labels: { ...labelsOf(one), outcome: 'succeeded' }, value: one.state.succeeded },
    { labels: { ...labelsOf(one), outcome: 'failed' }, value: one.state.failed },
  ]);
  return [
    { name: 'tolmach_webhook_active', kind: 'gauge', help: '1 while the webhook is switched on.', samples: each(({ webhook }) => Number(webhook.active)) },
    { name: 'tolmach_webhook_queue_depth', kind: 'gauge', help: 'Deliveries that wait to be sent, or to be acknowledged.', samples: each(({ figures }) => figures.waiting) },
    { name: 'tolmach_webhook_oldest_seconds', kind: 'gauge', help: 'Age of the oldest event that waits, 0 when none does.', samples: each(({ figures }) => (figures.oldestAt === null ? 0 : Math.max(0, (now - figures.oldestAt) / 1000))) },
    { name: 'tolmach_webhook_dead', kind: 'gauge', help: 'Deliveries given up after the last try.', samples: each(({ figures }) => figures.dead) },
    { name: 'tolmach_webhook_failing', kind: 'gauge', help: '1 while every try fails.', samples: each(({ state }) => Number(state.failingSince !== null)) },
    { name: 'tolmach_webhook_tries_total', kind: 'counter', help: 'Tries of deliveries, by what came of them.', samples: tries },
  ];
}

function labelsOf({ webhook }: WatchedWebhook): { readonly webhook: number; readonly title: string } {
  return { webhook: webhook.id, title: webhook.title };
}

function processMetrics(engine: string, version: string): readonly Metric[] {
  const { user, system } = process.cpuUsage();
  return [
    { name: 'tolmach_info', kind: 'gauge', help: 'Always 1; the labels tell the version and the database.', samples: [{ labels: { version, engine }, value: 1 }] },
    { name: 'tolmach_uptime_seconds', kind: 'gauge', help: 'Time since this process began.', samples: [{ value: process.uptime() }] },
    { name: 'process_resident_memory_bytes', kind: 'gauge', help: 'Memory that this process holds.', samples: [{ value: process.memoryUsage.rss() }] },
    { name: 'process_cpu_seconds_total', kind: 'counter', help: 'Processor time that this process has used.', samples: [{ value: (user + system) / 1e6 }] },
  ];
}
