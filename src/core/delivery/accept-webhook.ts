import type { PlannedValues } from '../changes/change-set.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import type { Catalog } from '../metadata/catalog.ts';
import { acceptValues } from '../records/accept-values.ts';
import { eventFaults } from './event-faults.ts';
import type { METHODS, Subscription, Target } from './subscription.ts';

export const TIMEOUT_MS = { min: 1000, max: 60_000 } as const;
export const TRIES = { min: 1, max: 50 } as const;

/** Http or https and a host; neither spaces nor a fragment, which no server is ever told of. */
const ADDRESS = /^https?:\/\/[^\s/\\#?][^\s#]*$/iu;

/** A form that bodies may have, as far as a subscription chooses from it. */
export interface OfferedFormat {
  readonly name: string;
  /** Empty: any event of any entity. */
  readonly events: readonly { readonly name: string }[];
  /** What of the address and of the parameters cannot be used; absent: it takes no parameters, and no GET. */
  checkParameters?(subscription: Pick<Subscription, 'url' | 'parameters'>): readonly FieldFault[];
}

/** What an administrator decides of a subscription. */
export interface WebhookValues {
  readonly title: string;
  readonly active: boolean;
  readonly target: Target;
  readonly url: string | null;
  readonly method: (typeof METHODS)[number];
  readonly format: string;
  readonly events: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  /** 1000 to 60,000; null: the usual. */
  readonly timeoutMs: number | null;
  /** 1 to 50; null: as many as the schedule has. */
  readonly maxTries: number | null;
}

/** A subscription as it is stored. Reports all faults at once, by field (CrmError `invalid`). */
export function acceptWebhook(catalog: Catalog, webhook: WebhookValues, formats: readonly OfferedFormat[]): PlannedValues {
  const { values, faults: unfit } = acceptedValues(catalog, webhook);
  const wrong = [...addressFaults(webhook), ...rangeFaults(webhook), ...formatFaults(catalog, webhook, formats)];
  const faults = [...Map.groupBy([...unfit, ...wrong], ({ field }) => field).values()].flatMap((found) => found.slice(0, 1));
  if (faults.length > 0) throw new CrmError('invalid', { entity: 'webhook', faults });
  return values;
}

function acceptedValues(catalog: Catalog, { title, active, target, url, method, format, events, parameters, timeoutMs, maxTries }: WebhookValues): { readonly values: PlannedValues; readonly faults: readonly FieldFault[] } {
  const inputs = { title, active, target, url, method, format, events: [...new Set(events)], parameters: JSON.stringify(parameters), timeout_ms: timeoutMs, max_tries: maxTries };
  try {
    return { values: acceptValues(catalog.entity('webhook'), inputs, { whole: true }), faults: [] };
  } catch (error) {
    if (error instanceof CrmError && error.code === 'invalid') return { values: {}, faults: error.facts.faults ?? [] };
    throw error;
  }
}

/** Whether anything answers there, and may be called, is found out by each delivery. */
function addressFaults({ target, url }: WebhookValues): readonly FieldFault[] {
  if (target !== 'url') return url === null ? [] : [{ field: 'url', fault: 'unknown_value' }];
  if (url === null || url === '') return [{ field: 'url', fault: 'required' }];
  const parsed = ADDRESS.test(url) && URL.canParse(url) ? new URL(url) : undefined;
  return parsed === undefined || parsed.username !== '' || parsed.password !== '' ? [{ field: 'url', fault: 'wrong_type' }] : [];
}

function rangeFaults({ timeoutMs, maxTries }: WebhookValues): readonly FieldFault[] {
  const outside = (value: number | null, { min, max }: { readonly min: number; readonly max: number }): boolean => value !== null && (value < min || value > max);
  return [
    ...(outside(timeoutMs, TIMEOUT_MS) ? [{ field: 'timeout_ms', fault: 'out_of_range' as const, limit: TIMEOUT_MS.max }] : []),
    ...(outside(maxTries, TRIES) ? [{ field: 'max_tries', fault: 'out_of_range' as const, limit: TRIES.max }] : []),
  ];
}

function formatFaults(catalog: Catalog, webhook: WebhookValues, formats: readonly OfferedFormat[]): readonly FieldFault[] {
  const format = formats.find(({ name }) => name === webhook.format);
  if (format === undefined) return [{ field: 'format', fault: webhook.format === '' ? 'required' : 'unknown_value' }];
  const faults = eventFaults(catalog, format, webhook.events);
  if (format.checkParameters !== undefined) return [...faults, ...format.checkParameters(webhook), ...(webhook.target === 'pull' ? [{ field: 'format', fault: 'unknown_value' as const }] : [])];
  return [
    ...faults,
    ...(webhook.method === 'GET' ? [{ field: 'method', fault: 'unknown_value' as const }] : []),
    ...(Object.keys(webhook.parameters).length > 0 ? [{ field: 'parameters', fault: 'unknown_value' as const }] : []),
  ];
}
