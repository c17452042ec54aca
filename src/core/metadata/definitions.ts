/** A text for people, in the two languages of the product. */
export interface Label {
  readonly ru: string;
  readonly en: string;
}

export type FieldTypeName =
  | 'text' | 'long_text' | 'boolean' | 'integer' | 'money' | 'instant' | 'date' | 'choice' | 'link' | 'phones' | 'emails' | 'texts' | 'json'
  | 'decimal' | 'percent' | 'time_of_day' | 'option' | 'options' | 'links' | 'email' | 'phone' | 'url' | 'files' | 'counter' | 'random' | 'formula' | 'text_formula';

export interface FieldSettings {
  /** Longest text, or longest item of a list, in characters. */
  readonly maxLength?: number;
  /** `link`, `links`: the entity whose records this field points at. */
  readonly entity?: string;
  /** `choice`: the closed list of values. */
  readonly choices?: readonly string[];
  /** `text`: names are "the same" without case, `ё` and quotation marks; keeps the column that compares them so. */
  readonly matched?: boolean;
  /** `option`, `options`: the code of the list that the values are from. */
  readonly list?: string;
  /** `options`: a title that is not in the list becomes a new option of it. */
  readonly open?: boolean;
  /** `options`, `links`, `files`: the most values there may be. */
  readonly maxItems?: number;
  /** `formula`, `text_formula`: how the value is worked out, with `[field]` for the values of the same record. */
  readonly formula?: string;
  /** Numbers: how many decimals people see. */
  readonly decimals?: number;
  /** `counter`: what people see before and after the number. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** `random`: how many letters. */
  readonly length?: number;
  /** `decimal`: grows by the parts that comments bring. */
  readonly additive?: boolean;
  /** `long_text`: holds HTML. */
  readonly html?: boolean;
  /** The value of a new record that says nothing of this field. */
  readonly standard?: string | number | boolean | readonly string[];
}

/** Vendor ids and names of run-time metadata (`salesman.field` → `input1`); the core stores them and never reads them. */
export type Annotations = Readonly<Record<string, string>>;

export interface FieldDefinition {
  /** Also the name of the column: `[a-z][a-z0-9_]*`. */
  readonly name: string;
  readonly type: FieldTypeName;
  readonly label: Label;
  readonly settings: FieldSettings;
  readonly required: boolean;
  /** A field switched off is neither shown nor written; its values stay. */
  readonly active: boolean;
  /** Lists are filtered by this field often: it gets an index that also gives the order by creation. */
  readonly indexed: boolean;
  /** What records hold that were made before the field was: a word of small letters. */
  readonly existing?: string;
  /** Kept by the product itself, as a consequence of other writes: shown, and nobody's to write. */
  readonly computed?: boolean;
  /** Never shown and never logged (a password hash). */
  readonly secret: boolean;
  /** Taken away by the designer: as switched off, and listed nowhere but where it can be brought back. */
  readonly removed?: boolean;
  readonly annotations: Annotations;
}

export interface EntityDefinition {
  readonly name: string;
  readonly label: Label;
  /**
   * `records` has lists and rights; a `dictionary` is small and kept in memory; `internal` is the product's own and kept
   * in memory too; a `part` hangs on a record (comments, files) and is reached through it alone.
   */
  readonly kind: 'records' | 'dictionary' | 'internal' | 'part';
  readonly fields: readonly FieldDefinition[];
  /** The field that names a record to people. */
  readonly heading: string;
  /** The field that holds the owner, when rows belong to people. */
  readonly owner?: string;
  /** The field that names the branches a record belongs to: people who work in some branches see those of theirs, and those of none. */
  readonly branch?: string;
  /** The field that holds the record which this one is a part of: who does not see that one does not see this one. */
  readonly parent?: string;
  /** Only roles that were given a right to this entity see or change its records; otherwise the owner decides. */
  readonly granted?: boolean;
  /** Whether people comment its records. */
  readonly commented?: boolean;
  /** Taken away by the designer: its records stay, and nothing shows them. */
  readonly removed?: boolean;
  /** Its fields are about to change places: what was decided by older definitions is not written any more. */
  readonly fenced?: boolean;
  /** Until then (milliseconds since 1970 UTC) only changes through this face are written: the moment of changing places. */
  readonly held?: { readonly face: string; readonly until: number };
  /** How often its fields changed places. */
  readonly rearranged?: number;
  /** Fields that the usual list chooses by: an index of them gives its records in the order of their ids. */
  readonly listed?: readonly string[];
  /** Fields that the search by word looks into. */
  readonly searched: readonly string[];
  /** Sets of fields whose values no two living records share; a `matched` text compares by its match key. */
  readonly unique: readonly (readonly string[])[];
  /** Whether changes go to the change log. */
  readonly logged: boolean;
  readonly annotations: Annotations;
}

type FieldDraft = Pick<FieldDefinition, 'name' | 'type' | 'label'> & Partial<FieldDefinition>;

/** A field with every unsaid property at its usual value. */
export function defineField(draft: FieldDraft): FieldDefinition {
  return Object.freeze({ settings: {}, required: false, active: true, indexed: false, secret: false, annotations: {}, ...draft });
}

type EntityDraft = Pick<EntityDefinition, 'name' | 'label' | 'fields' | 'heading'> & Partial<EntityDefinition>;

/** An entity with every unsaid property at its usual value. */
export function defineEntity(draft: EntityDraft): EntityDefinition {
  return Object.freeze({ kind: 'records', searched: [], unique: [], logged: true, annotations: {}, ...draft });
}
