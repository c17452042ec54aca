import { optionLists } from '../../../core/options/option-lists.ts';
import { listNumber } from '../application/list-numbers.ts';
import { TYPE_LABELS } from '../application/type-labels.ts';
import type { WireEntity, WireField } from '../application/application.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import type { Said } from '../transport/envelope.ts';
import { administratorsOnly } from './administrators-only.ts';
import { entityOf } from './entity-of.ts';

/** `get_entity_fields` (Rukovoditel contract 2.10). */
export async function getEntityFields(call: ActionCall): Promise<ActionAnswer> {
  administratorsOnly(call);
  const entity = entityOf(call);
  return { data: entity.fields.map((field, index) => describe(call, entity, field, index)) };
}

function describe(call: ActionCall, { number, definition }: WireEntity, field: WireField, index: number): Said {
  const { core, type } = field;
  return {
    id: String(field.number), entities_id: String(number), forms_tabs_id: String(field.tab), type: `fieldtype_${type}`,
    name: core === undefined ? (TYPE_LABELS[type]?.[call.settings.language] ?? type) : core.label[call.settings.language], short_name: '',
    is_heading: core !== undefined && isHeading(definition.name, definition.heading, core.name) ? '1' : '0', is_required: core?.required === true ? '1' : '0',
    tooltip: '', notes: '', configuration: JSON.stringify(configurationOf(call, field)), sort_order: String(index),
  };
}

/** Users are known by their name, yet the vendor marks the login (contract 4.3). */
function isHeading(entity: string, heading: string, field: string): boolean {
  return field === (entity === 'user' ? 'login' : heading);
}

/** The configuration as it was brought along, with what a program needs to know of one that was made here. */
function configurationOf({ directory, application }: ActionCall, { core, configuration }: WireField): Readonly<Record<string, unknown>> {
  if (core === undefined) return configuration;
  const target = core.settings.entity;
  const list = core.type === 'option' || core.type === 'options' ? optionLists(directory).of(core.settings.list) : undefined;
  return {
    ...(list === undefined || list.own ? {} : { use_global_list: String(listNumber(list)) }),
    ...(core.type === 'link' && target !== undefined && directory.catalog.entity(target).kind === 'dictionary' ? {} : target === undefined ? {} : { entity_id: String(application.ofName(target)?.number ?? '') }),
    ...(core.settings.formula === undefined ? {} : { formula: core.settings.formula }),
    ...configuration,
  };
}
