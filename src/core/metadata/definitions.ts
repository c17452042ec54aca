/** A text for people, in the two languages of the product. */
export interface Label {
  readonly ru: string;
  readonly en: string;
}

export type FieldTypeName =
  | 'text' | 'long_text' | 'boolean' | 'integer' | 'money' | 'instant' | 'date' | 'choice' | 'link' | 'phones' | 'emails' | 'texts' | 'json';

export interface FieldSettings {
  /** Longest text, or longest item of a list, in characters. */
  readonly maxLength?: number;
  /** `link`: the entity whose records this field points at. */
  readonly entity?: string;
  /** `choice`: the closed list of values. */
  readonly choices?: readonly string[];
  /** `text`: names are "the same" without case, `ё` and quotation marks; keeps the column that compares them so. */
  readonly matched?: boolean;
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
  /** Never shown and never logged (a password hash). */
  readonly secret: boolean;
  readonly annotations: Annotations;
}

export interface EntityDefinition {
  readonly name: string;
  readonly label: Label;
  /** `records` has lists and rights; a `dictionary` is small and kept in memory; `internal` is the product's own. */
  readonly kind: 'records' | 'dictionary' | 'internal';
  readonly fields: readonly FieldDefinition[];
  /** The field that names a record to people. */
  readonly heading: string;
  /** The field that holds the owner, when rows belong to people. */
  readonly owner?: string;
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
