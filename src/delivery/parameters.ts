import type { Subscription } from '../core/delivery/subscription.ts';
import type { FieldFault } from '../core/errors.ts';
import type { EventFormat } from '../dialects/dialect.ts';

/** What of a subscription says how a call by parameters looks. */
export type ParameterRule = Pick<Subscription, 'url' | 'method' | 'parameters'>;

export interface RenderedRequest {
  readonly url: string;
  /** Absent where all is in the URL. */
  readonly body: string | null;
  readonly contentType: string | null;
}

export const FORM_TYPE = 'application/x-www-form-urlencoded';
const MAX_PARAMETERS = 50;
const MAX_NAME_LENGTH = 100;
const MAX_TEMPLATE_LENGTH = 2000;

const TEMPLATE = /\{([\w.]+)\}/gu;
/** Scheme and host, and the mark that ends them: what follows cannot change where a request goes. */
const HOST = /^https?:\/\/[^/?#\\{}]+(?=[/?]|$)/iu;

/**
 * The format of rules without code, on event → GET or POST: what templates choose from. It is the standard body with the
 * short words `event`, `entity`, `id` (of the record) and `record`, the whole record as it is now.
 */
export function parametersFormat(standard: EventFormat): EventFormat {
  return {
    name: 'parameters',
    title: { ru: 'Параметры в адресе или форме', en: 'Parameters in a URL or a form' },
    events: standard.events,
    nameOf: (event, catalog) => standard.nameOf(event, catalog),
    checkParameters,
    async present(event, parts) {
      const body = await standard.present(event, parts);
      if (body === undefined) return undefined;
      const stored = parts.directory.catalog.has(event.entity) ? await parts.crm.storage.readRecord(event.entity, event.recordId) : undefined;
      const whole = stored === undefined ? undefined : await standard.present({ ...event, before: null, after: stored }, parts);
      return { ...body, event: event.name, entity: event.entity, id: event.recordId, record: at(whole, 'data.after') ?? null };
    },
  };
}

/**
 * The request that a rule makes of an event, as {@link parametersFormat} presents it. Values are percent-encoded; a
 * template that names nothing is an empty text, and what a value holds is never read as a template.
 */
export function renderParameters({ url, method, parameters }: ParameterRule, presented: object): RenderedRequest {
  const address = renderUrl(url ?? '', presented);
  const values = Object.entries(parameters).map(([name, template]) => [name, fill(template, presented, (text) => text)] as const);
  const form = new URLSearchParams(Object.fromEntries(values)).toString();
  if (method === 'POST') return { url: address, body: form, contentType: FORM_TYPE };
  return { url: form === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${form}`, body: null, contentType: null };
}

/** What is wrong with a rule that is about to be kept: templates within the host, names or templates out of measure. */
export function checkParameters({ url, parameters }: Pick<ParameterRule, 'url' | 'parameters'>): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (url !== null && !HOST.test(url)) faults.push({ field: 'url', fault: 'bad_text' });
  const given = Object.entries(parameters);
  if (given.length > MAX_PARAMETERS) faults.push({ field: 'parameters', fault: 'too_long', limit: MAX_PARAMETERS });
  if (given.some(([name]) => name.trim() === '' || name.length > MAX_NAME_LENGTH)) faults.push({ field: 'parameters', fault: 'bad_text' });
  if (given.some(([, template]) => template.length > MAX_TEMPLATE_LENGTH)) faults.push({ field: 'parameters', fault: 'too_long', limit: MAX_TEMPLATE_LENGTH });
  return faults;
}

/** A value that fills a part of the path is never `.` or `..`, which would lead to another path. */
function renderUrl(url: string, presented: object): string {
  const plain = url.split('#', 1)[0] ?? '';
  const host = HOST.exec(plain)?.[0];
  if (host === undefined) return '';
  const [path = '', ...query] = plain.slice(host.length).split('?');
  const filled = (text: string): string => fill(text, presented, encodeURIComponent);
  const segments = path.split('/').map((segment) => (/^\.{1,2}$/u.test(filled(segment)) && !/^\.{1,2}$/u.test(segment) ? '' : filled(segment)));
  return `${host}${segments.join('/')}${query.length === 0 ? '' : `?${filled(query.join('?'))}`}`;
}

function fill(template: string, presented: object, encode: (text: string) => string): string {
  return template.replaceAll(TEMPLATE, (_whole, path: string) => encode(textOf(at(presented, path)).toWellFormed()));
}

/** What stands at a path such as `data.after.name`; own members alone. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    const member = Object.getOwnPropertyDescriptor(found, name);
    found = member?.enumerable === true ? member.value : undefined;
  }
  return found;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
