import type { NewDelivery, Settled } from '../../core/delivery/delivery-store.ts';

/** What of a new delivery is written, without the values of its event. */
export interface RoutedRow {
  readonly subscription: number;
  readonly event_id: number;
  readonly name: string;
  readonly entity: string;
  readonly record_id: number;
  readonly happened_at: number;
}

export function toRoutedRow({ subscription, name, event }: NewDelivery): RoutedRow {
  return { subscription, event_id: event.id, name, entity: event.entity, record_id: event.recordId, happened_at: event.at };
}

/** The same with texts as every engine can keep them. */
export function toStorable(result: Settled): Settled {
  return { ...result, error: storable(result.error), request: storable(result.request), response: storable(result.response) };
}

/** What a receiver answers may be anything: zero characters and halves of characters are no text to PostgreSQL. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '�');
}

/** What the results of one subscription say of it. */
export interface Tally {
  readonly succeeded: number;
  readonly failed: number;
  readonly lastSuccessAt: number | null;
  /** The first failure after the last success; the first of all where there was none. */
  readonly failingSince: number | null;
}

/** `skipped` was no try. */
export function tallyOf(results: readonly Pick<Settled, 'state' | 'at'>[]): Tally {
  const good = results.filter(({ state }) => state === 'delivered').map(({ at }) => at);
  const bad = results.filter(({ state }) => state === 'waiting' || state === 'dead').map(({ at }) => at);
  const lastSuccessAt = good.length === 0 ? null : Math.max(...good);
  const since = bad.filter((at) => lastSuccessAt === null || at > lastSuccessAt);
  return { succeeded: good.length, failed: bad.length, lastSuccessAt, failingSince: since.length === 0 ? null : Math.min(...since) };
}
