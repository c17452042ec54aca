import type { EntityDefinition, FieldDefinition } from '../metadata/definitions.ts';
import type { FieldValues } from '../values.ts';

/** Fields that a preset adds to an entity of another preset. */
export interface AddedFields {
  readonly entity: string;
  readonly fields: readonly FieldDefinition[];
  /** Which of them names the branches that a record belongs to. */
  readonly branch?: string;
  /** Which fields the usual list chooses by. */
  readonly listed?: readonly string[];
}

/** Records that a preset brings; a link is written as the heading of its target (`{ role: 'director' }` by `code`). */
export interface SeedRecords {
  readonly entity: string;
  /** The field, or fields, by which a record is recognised as there already. */
  readonly by: string | readonly string[];
  /** `id`: the number that programs know the record by, where nothing has it yet. */
  readonly records: readonly FieldValues[];
}

/** Metadata and first records as data: what an installation, or a dialect, starts with. */
export interface Preset {
  readonly name: string;
  readonly entities: readonly EntityDefinition[];
  readonly added: readonly AddedFields[];
  readonly seeds: readonly SeedRecords[];
}
