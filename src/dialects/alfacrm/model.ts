import type { CrmRecord } from '../../core/values.ts';
import type { Filter } from '../../core/query/filter.ts';
import type { Sort } from '../../core/query/record-query.ts';
import type { WireValue } from '../transport/parameters.ts';
import type { Action, Call } from './call.ts';
import type { WireJson } from './transport/wire-json.ts';

/** What a field says to a value of the wire: what the core is to be given, or that it is of no form that it knows. */
export type Reading = { readonly input: unknown } | { readonly fault: 'wrong_format' };

/** One member of a model on the wire. */
export interface WireField {
  readonly wire: string;
  /** The core's field; absent: not kept, only shown. */
  readonly field?: string;
  /** What the member holds for a record. */
  readonly show: (record: CrmRecord, call: Call) => WireJson;
  /** Absent: read-only, whatever is sent of it is ignored (alfaCRM contract 4.2). */
  readonly read?: (value: WireValue, call: Call) => Reading;
  /** A create without it is refused; holds for what {@link Model.prepare} makes of the inputs. */
  readonly required?: boolean;
  /** What people read in an error; the label of the core's field where none is given. */
  readonly label?: string;
}

/** What a parameter of an index makes of its value: a condition, or nothing where it says nothing (contract 2.5). */
export type FilterMaker = (value: WireValue, call: Call) => Filter | undefined;

/** Core inputs by field. */
export type Inputs = Readonly<Record<string, unknown>>;

export type StandardAction = 'index' | 'create' | 'update' | 'delete';

/** One entity as this API shows it: all that its generic actions need to know. */
export interface Model {
  /** Its name in addresses: `lead-status`. */
  readonly path: string;
  /** Its name in the log: `LeadStatus` (alfaCRM contract 3.27). */
  readonly className: string;
  /** The core's entity. */
  readonly entity: string;
  /** Whether the branch of the address chooses among its records (contract 2.1). */
  readonly byBranch: boolean;
  readonly actions: readonly StandardAction[];
  readonly fields: readonly WireField[];
  readonly filters: Readonly<Record<string, FilterMaker>>;
  /** Newest id first unless said (contract 2.4). */
  readonly sort?: Sort;
  /** Deleting puts into the archive, and `removed` looks there (contract 2.5, 4.1). */
  readonly archived?: boolean;
  /** Whether fields of the customer's own are there as `custom_…` (contract 2.6). */
  readonly custom?: boolean;
  /** What holds for an index beside its filters: defaults that a filter lifts (contract 0.8). */
  readonly standing?: (call: Call) => Filter | Promise<Filter>;
  /** Parameters of a write that come in the query or the body (contract 0.7). */
  readonly parents?: readonly string[];
  /** Parameters without which a create is no request: 400 (contract 1.3). */
  readonly needed?: readonly string[];
  /** The last word about the inputs of a write; `record` is absent for a create. Throws RefusedWrite. */
  readonly prepare?: (inputs: Inputs, call: Call, record?: CrmRecord) => Inputs | Promise<Inputs>;
  /** Keeps a write, and gives the record's id, where it is more than this one record; `id` is absent for a create. */
  readonly save?: (call: Call, inputs: Inputs, id?: number) => Promise<number>;
  /** Members that need more than the record itself, asked for a whole page at once. */
  readonly extra?: (records: readonly CrmRecord[], call: Call) => Promise<(record: CrmRecord) => Readonly<Record<string, WireJson>>>;
  /** Actions of its own, by their names in addresses. */
  readonly specials?: Readonly<Record<string, Action>>;
  /** Which of them only read, so that GET is enough. */
  readonly readSpecials?: readonly string[];
  /** Standard actions that this entity does its own way. */
  readonly own?: Readonly<Partial<Record<StandardAction, Action>>>;
}
