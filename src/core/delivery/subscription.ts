import { listAt, numberAt, textAt, type CrmRecord } from '../values.ts';

/** Where events go: to a URL, to who fetches them (`pull`), or to code of the operator's own (`extension`). */
export const TARGETS = ['url', 'pull', 'extension'] as const;
export type Target = (typeof TARGETS)[number];

export const METHODS = ['POST', 'GET'] as const;

/** One secret that deliveries are signed with; while secrets are being changed there are several. */
export interface SigningSecret {
  readonly secret: string;
  /** Signs until then (milliseconds since 1970 UTC); absent: until it is replaced. */
  readonly until?: number;
}

/** Who is told of what, and how: a row of the entity `webhook`. */
export interface Subscription {
  readonly id: number;
  readonly title: string;
  readonly active: boolean;
  readonly target: Target;
  /** Of the target `url`. */
  readonly url: string | null;
  readonly method: (typeof METHODS)[number];
  /** How bodies look: the name of an event format (`standard`, `salesman`, `alfacrm`, `parameters`). */
  readonly format: string;
  /** Names of events in the words of the format; `*` stands for all, `client.*` for all of a kind. */
  readonly events: readonly string[];
  /** Format `parameters`: names and templates of their values. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly secrets: readonly SigningSecret[];
  /** For one try, in milliseconds; null: the usual. */
  readonly timeoutMs: number | null;
  /** Most tries of one delivery; null: as many as the schedule has. */
  readonly maxTries: number | null;
  /** Target `extension`: its name. */
  readonly extension: string | null;
  /** Why it was switched off without anybody asking for it: `failing`, `gone`. */
  readonly disabledReason: string | null;
  readonly record: CrmRecord;
}

export function toSubscription(record: CrmRecord): Subscription {
  return {
    id: record.id,
    title: textAt(record, 'title') ?? '',
    active: record['active'] !== false,
    target: TARGETS.find((known) => known === record['target']) ?? 'url',
    url: textAt(record, 'url'),
    method: METHODS.find((known) => known === record['method']) ?? 'POST',
    format: textAt(record, 'format') ?? 'standard',
    events: listAt(record, 'events'),
    parameters: textsOf(parsed(record, 'parameters')),
    secrets: secretsOf(parsed(record, 'secrets')),
    timeoutMs: numberAt(record, 'timeout_ms'),
    maxTries: numberAt(record, 'max_tries'),
    extension: textAt(record, 'extension'),
    disabledReason: textAt(record, 'disabled_reason'),
    record,
  };
}

function parsed(record: CrmRecord, field: string): unknown {
  const text = textAt(record, field);
  return text === null ? undefined : JSON.parse(text);
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(Object(value)).map(([name, one]) => [name, String(one)]));
}

function secretsOf(value: unknown): readonly SigningSecret[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one): SigningSecret[] => {
    const { secret, until }: { secret?: unknown; until?: unknown } = Object(one);
    return typeof secret === 'string' ? [{ secret, ...(typeof until === 'number' ? { until } : {}) }] : [];
  });
}
