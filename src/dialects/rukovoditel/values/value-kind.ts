import type { Directory } from '../../../core/directory.ts';
import type { Filter } from '../../../core/query/filter.ts';
import type { Zone } from '../../../core/time.ts';
import type { CrmRecord, FieldValue } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Application, WireField } from '../application/application.ts';
import type { Settings } from '../settings.ts';

/** What values are shown and read by: the instance's language and formats, not the caller's (Rukovoditel contract 1.4). */
export interface Surroundings {
  readonly directory: Directory;
  readonly application: Application;
  readonly zone: Zone;
  readonly settings: Settings;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** The caller, for `current_user_id` and its kin. */
  readonly userId: number;
  /** The headings of linked records that the caller sees, read before the rows are shown: `entity/id`. */
  readonly headings: ReadonlyMap<string, string>;
}

/** How one kind of value travels; one kind is one file of this folder. Fields given to it always have a core field. */
export interface ValueKind {
  /** As an export would write it; empty text for nothing (Rukovoditel contract 2.3.4). */
  show(value: FieldValue, field: WireField, around: Surroundings, record: CrmRecord): string;
  /** `_db_value`, for the kinds that have one (Rukovoditel contract 2.3.5). */
  stored?(value: FieldValue, field: WireField, around: Surroundings, record: CrmRecord): string;
  /** What a client wrote, as an input of the core field; null clears it. Throws ApiError. */
  read(input: WireValue, field: WireField, around: Surroundings): unknown;
  /** The records whose value is, or is among, what the client asks for. */
  include(asked: WireValue, field: WireField, around: Surroundings): Filter;
  /** Whether keyword search looks into it. */
  readonly searchable?: boolean;
  /** Whether the conditions on days, weeks and months apply. */
  readonly dated?: 'date' | 'instant';
}

/** The name of the core field behind a wire field. */
export function coreName(field: WireField): string {
  return field.core?.name ?? '';
}
