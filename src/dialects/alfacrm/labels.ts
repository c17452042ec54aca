import type { Call } from './call.ts';
import type { WireField } from './model.ts';

/** What people call a member: its own label, or that of the core's field. */
export function labelOf({ directory, model }: Call, { label, field, wire }: Pick<WireField, 'label' | 'field' | 'wire'>): string {
  if (label !== undefined) return label;
  const known = directory.catalog.entity(model.entity).fields.find(({ name }) => name === field);
  return known?.label.ru ?? wire;
}
