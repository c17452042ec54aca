import { flagIn, idsIn, numberIn, textIn } from './cells.ts';
import type { Row } from './dump/dump-part.ts';
import type { DesignTable, Survey } from './survey.ts';

export interface VendorEntity {
  readonly number: number;
  readonly parent: number;
  readonly name: string;
  readonly sort: number;
  readonly commented: boolean;
}

export interface VendorField {
  readonly number: number;
  readonly entity: number;
  readonly tab: number;
  /** Without `fieldtype_`. */
  readonly type: string;
  readonly name: string;
  readonly heading: boolean;
  readonly required: boolean;
  readonly commentForm: boolean;
  readonly configuration: Readonly<Record<string, unknown>>;
}

export interface VendorChoice {
  readonly number: number;
  readonly parent: number;
  /** The field, or the global list, that it belongs to. */
  readonly owner: number;
  readonly active: boolean;
  readonly title: string;
  readonly standard: boolean;
  readonly color: string;
  readonly value: string;
  readonly position: number;
  readonly users: readonly number[];
  readonly note: string;
}

/** The design of an application as its tables tell it (Rukovoditel contract 3). */
export interface VendorModel {
  readonly entities: readonly VendorEntity[];
  /** In the order in which people see them. */
  readonly fields: readonly VendorField[];
  readonly choices: readonly VendorChoice[];
  readonly lists: readonly { readonly number: number; readonly title: string; readonly note: string }[];
  readonly listChoices: readonly VendorChoice[];
  readonly groups: readonly { readonly number: number; readonly title: string }[];
  readonly configuration: ReadonlyMap<string, string>;
  rows(table: DesignTable): readonly Row[];
}

/** Puts the rows of the design into words. */
export function readModel({ rows }: Survey): VendorModel {
  const commented = new Set(rows('entities_configuration').filter((row) => textIn(row, 'configuration_name') === 'use_comments' && textIn(row, 'configuration_value') === '1').map((row) => numberIn(row, 'entities_id')));
  return {
    rows,
    entities: rows('entities').map((row) => ({ number: numberIn(row, 'id'), parent: numberIn(row, 'parent_id'), name: textIn(row, 'name').trim(), sort: numberIn(row, 'sort_order'), commented: commented.has(numberIn(row, 'id')) })),
    fields: inOrder(rows('fields'), rows('forms_tabs')).map(toField),
    choices: rows('fields_choices').map((row) => toChoice(row, 'fields_id')),
    lists: rows('global_lists').map((row) => ({ number: numberIn(row, 'id'), title: textIn(row, 'name').trim(), note: textIn(row, 'notes') })),
    listChoices: rows('global_lists_choices').map((row) => toChoice(row, 'lists_id')),
    groups: rows('access_groups').map((row) => ({ number: numberIn(row, 'id'), title: textIn(row, 'name').trim() })),
    configuration: new Map(rows('configuration').map((row) => [textIn(row, 'configuration_name'), textIn(row, 'configuration_value')])),
  };
}

/** By tab, then by their own order. */
function inOrder(fields: readonly Row[], tabs: readonly Row[]): readonly Row[] {
  const order = new Map(tabs.map((tab) => [numberIn(tab, 'id'), numberIn(tab, 'sort_order')]));
  const place = (row: Row): number => order.get(numberIn(row, 'forms_tabs_id')) ?? 0;
  return fields.toSorted((left, right) => place(left) - place(right) || numberIn(left, 'sort_order') - numberIn(right, 'sort_order') || numberIn(left, 'id') - numberIn(right, 'id'));
}

function toField(row: Row): VendorField {
  return {
    number: numberIn(row, 'id'), entity: numberIn(row, 'entities_id'), tab: numberIn(row, 'forms_tabs_id'), type: textIn(row, 'type').replace(/^fieldtype_/u, ''), name: textIn(row, 'name').trim(),
    heading: flagIn(row, 'is_heading'), required: flagIn(row, 'is_required'), commentForm: flagIn(row, 'comments_status'), configuration: readConfiguration(textIn(row, 'configuration')),
  };
}

/** JSON; what is none, and a bare list, says nothing. */
function readConfiguration(text: string): VendorField['configuration'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

function toChoice(row: Row, owner: string): VendorChoice {
  return {
    number: numberIn(row, 'id'), parent: numberIn(row, 'parent_id'), owner: numberIn(row, owner), active: !row.has('is_active') || flagIn(row, 'is_active'), title: textIn(row, 'name').trim(),
    standard: flagIn(row, 'is_default'), color: textIn(row, 'bg_color'), value: textIn(row, 'value'), position: numberIn(row, 'sort_order'), users: idsIn(textIn(row, 'users')), note: textIn(row, 'notes'),
  };
}
