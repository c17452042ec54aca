import type { NewField } from '../src/core/designer/add-field.ts';
import type { FieldTypeName } from '../src/core/metadata/definitions.ts';

/** The entity of the benchmark, by its name in the store and to people. */
export const DESIGNED = { name: 'bench_order', label: { ru: 'Заказ', en: 'Bench order' }, heading: 'subject' } as const;

/** Fields that lists are filtered by often. */
const INDEXED: ReadonlySet<string> = new Set(['code', 'status', 'due', 'responsible']);

/** Fields beside the heading, as they are designed; lists of options are told apart by the name of their field. */
export const DESIGNED_FIELDS: readonly NewField[] = [
  ...some('text', ['code', 'city', 'street', 'contact', 'post', 'department', 'contract', 'vehicle', 'comment']),
  ...some('option', ['status', 'priority', 'source', 'region', 'category', 'payment']),
  ...some('options', ['services', 'labels', 'channels']),
  ...some('date', ['due', 'started', 'paid', 'closed']),
  ...some('instant', ['called', 'visited', 'shipped', 'confirmed']),
  ...some('decimal', ['price', 'amount', 'discount', 'weight']),
  ...some('boolean', ['urgent', 'delivered']),
  ...some('link', ['responsible', 'controller']).map((field) => ({ ...field, settings: { entity: 'user' } })),
  ...some('long_text', ['description', 'result']),
  ...some('email', ['email']), ...some('phone', ['phone']), ...some('url', ['site']),
];

function some(type: FieldTypeName, names: readonly string[]): readonly NewField[] {
  return names.map((name) => ({ type, name, label: { ru: name, en: name }, indexed: INDEXED.has(name) }));
}

/** How many options each list has. */
export const OPTIONS = 8;
