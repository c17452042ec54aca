import { CrmError, type FieldFault } from '../errors.ts';
import { FIELD_TYPES } from '../fields/registry.ts';
import type { Directory } from '../directory.ts';
import type { EntityDefinition, FieldDefinition, FieldSettings, FieldTypeName } from '../metadata/definitions.ts';
import { optionLists } from '../options/option-lists.ts';
import { formulaFault } from './check-formula.ts';

type Setting = keyof FieldSettings;

const TEXT: readonly Setting[] = ['maxLength', 'standard'];
const NUMBER: readonly Setting[] = ['decimals', 'prefix', 'suffix', 'standard'];

/** The settings that each type of field understands. */
const KNOWN: Readonly<Record<FieldTypeName, readonly Setting[]>> = {
  text: [...TEXT, 'matched'], long_text: [...TEXT, 'html'], email: TEXT, phone: TEXT, url: TEXT, texts: ['maxLength'], phones: ['maxLength'], emails: ['maxLength'], json: ['maxLength'],
  boolean: ['standard'], integer: NUMBER, money: NUMBER, percent: NUMBER, decimal: [...NUMBER, 'additive'],
  instant: ['standard'], date: ['standard'], time_of_day: ['standard'], choice: ['choices', 'standard'],
  link: ['entity', 'standard'], links: ['entity', 'maxItems', 'standard'], option: ['list', 'standard'], options: ['list', 'open', 'maxItems', 'standard'],
  files: ['maxItems'], counter: ['prefix', 'suffix'], random: ['length'], formula: ['formula', 'decimals', 'prefix', 'suffix'], text_formula: ['formula'],
};

const LIMITS: Partial<Record<Setting, readonly [number, number]>> = { maxItems: [1, 1000], decimals: [0, 10], length: [1, 250] };
const LONGEST: Partial<Record<FieldTypeName, number>> = { text: 65_000, long_text: 1_000_000, json: 1_000_000, email: 320, phone: 250, url: 4000, texts: 4000, phones: 250, emails: 320 };
const MAX_CHOICES = 1000;
const MAX_CHOICE_LENGTH = 250;
const MAX_AFFIX_LENGTH = 50;

/**
 * Refuses (`invalid`, all faults at once as `settings.list`) settings that the field's type does not understand, that
 * are out of bounds, or that name what is not there. `entity` is the one that the field is in, or is to come into.
 */
export function checkSettings(directory: Directory, entity: EntityDefinition, field: FieldDefinition): void {
  const unknown = Object.keys(field.settings).filter((name) => !KNOWN[field.type].some((known) => known === name));
  const faults: FieldFault[] = unknown.map((name) => ({ field: `settings.${name}`, fault: 'unknown_value' }));
  for (const name of KNOWN[field.type]) {
    const fault = faultOf(directory, entity, field, name);
    if (fault !== undefined) faults.push({ field: `settings.${name}`, ...fault });
  }
  if (faults.length > 0) throw new CrmError('invalid', { entity: entity.name, faults });
}

type Fault = Omit<FieldFault, 'field'> | undefined;

function faultOf(directory: Directory, entity: EntityDefinition, field: FieldDefinition, name: Setting): Fault {
  const value = field.settings[name];
  switch (name) {
    case 'entity': return targetFault(directory, entity, field);
    case 'list': return field.settings.list !== undefined && optionLists(directory).of(field.settings.list).record !== undefined ? undefined : { fault: 'unknown_value' };
    case 'choices': return choicesFault(field.settings.choices);
    case 'formula': return formulaFault(entity, field);
    case 'standard': return value === undefined || value === null ? undefined : standardFault(directory, field);
    case 'maxLength': return numberFault(value, 1, LONGEST[field.type] ?? 0);
    case 'prefix': case 'suffix': return value === undefined || (typeof value === 'string' && value.length <= MAX_AFFIX_LENGTH) ? undefined : { fault: 'too_long', limit: MAX_AFFIX_LENGTH };
    case 'matched': case 'open': case 'additive': case 'html': return value === undefined || typeof value === 'boolean' ? undefined : { fault: 'wrong_type' };
    default: return numberFault(value, ...(LIMITS[name] ?? [0, 0]));
  }
}

function numberFault(value: unknown, least: number, most: number): Fault {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) return { fault: 'wrong_type' };
  return value < least || value > most ? { fault: 'out_of_range', limit: most } : undefined;
}

/** A link to the entity itself is a tree. */
function targetFault({ catalog }: Directory, entity: EntityDefinition, { settings }: FieldDefinition): Fault {
  const name = settings.entity;
  if (name === undefined) return { fault: 'required' };
  if (name === entity.name) return undefined;
  const target = catalog.has(name) ? catalog.entity(name) : undefined;
  return target === undefined || target.removed === true || target.kind === 'internal' || target.kind === 'part' ? { fault: 'unknown_value' } : undefined;
}

function choicesFault(choices: unknown): Fault {
  if (!Array.isArray(choices) || choices.length === 0) return { fault: 'required' };
  if (choices.length > MAX_CHOICES) return { fault: 'too_long', limit: MAX_CHOICES };
  if (!choices.every((choice) => typeof choice === 'string' && choice !== '' && choice.length <= MAX_CHOICE_LENGTH)) return { fault: 'bad_text' };
  return new Set(choices).size < choices.length ? { fault: 'taken' } : undefined;
}

function standardFault(directory: Directory, field: FieldDefinition): Fault {
  const accepted = FIELD_TYPES[field.type].accept(field.settings.standard, field);
  if ('fault' in accepted) return accepted;
  if (field.type !== 'option' && field.type !== 'options') return undefined;
  const list = optionLists(directory).of(field.settings.list);
  const ids = typeof accepted.value === 'object' && accepted.value !== null ? accepted.value.map(Number) : [Number(accepted.value)];
  return ids.every((id) => list.byId(id) !== undefined) ? undefined : { fault: 'unknown_value' };
}
