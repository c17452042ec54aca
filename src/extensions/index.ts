import type { FieldValues } from '../core/values.ts';
import type { EventAliasName, FilterAliasName } from './names.ts';

/** What happened to one record, as a handler is told of it. */
export interface ExtensionEvent<Before = FieldValues | null, After = FieldValues | null> {
  readonly id: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** The product's own name, whatever alias the handler has: `client.created`. */
  readonly name: string;
  readonly entity: string;
  readonly recordId: number;
  readonly actorId: number | null;
  readonly face: string;
  /** What the operation says of it beside the values. */
  readonly facts: FieldValues;
  /** The changed fields, or all of a deleted record. */
  readonly before: Before;
  /** The changed fields, or all set fields of a new record. */
  readonly after: After;
}

/** A write that somebody asks for. */
export interface ProposedWrite<Action extends string = 'add' | 'edit' | 'delete', Before = FieldValues | null> {
  readonly entity: string;
  readonly action: Action;
  readonly id?: number;
  /** As the caller gave them, by the core's names; a client may carry `requisites`, an object. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly before: Before;
  readonly actor: number | null;
  readonly face: string;
}

/** Nothing: as it is. `values`: these fields otherwise (`undefined`: as if nothing was said of the field). `refuse`: the text for the caller. */
export type FilterAnswer = void | undefined | { readonly values: Readonly<Record<string, unknown>> } | { readonly refuse: string };

export type RecordValues = FieldValues & { readonly id: number; readonly version: number };

/** The product as an extension reaches it: records alone, never secrets. What is refused rejects with the core's code in `code`. */
export interface Tools {
  /** A line in the server's log, with the name of the extension. */
  log(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** Records whose fields equal all of these, by id; a list means one of its items. At most 100, or `limit` up to 1000. */
  find(entity: string, filter?: Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>, options?: { readonly limit?: number }): Promise<readonly RecordValues[]>;
  read(entity: string, id: number): Promise<RecordValues | undefined>;
  /** Gives the id. */
  create(entity: string, values: Readonly<Record<string, unknown>>): Promise<number>;
  /** Tells whether anything was different. */
  update(entity: string, id: number, values: Readonly<Record<string, unknown>>): Promise<boolean>;
}

export interface RouteRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** What JSON says where the body is JSON, else the text; nothing: undefined. */
  readonly body: unknown;
}

/** Nothing: 204. A text body goes out as text, anything else as JSON. */
export type RouteAnswer = void | undefined | { readonly status?: number; readonly body?: unknown };

type EventHandler<Event> = (event: Event, tools: Tools) => unknown;
type FilterHandler<Write> = (write: Write, tools: Tools) => FilterAnswer | Promise<FilterAnswer>;

export type EventHandlers =
  & { readonly [Name in `${string}.created`]?: EventHandler<ExtensionEvent<null, FieldValues>> }
  & { readonly [Name in `${string}.updated` | `${string}.owner_changed` | `${string}.requisites_changed`]?: EventHandler<ExtensionEvent> }
  & { readonly [Name in `${string}.deleted` | `${string}.restored` | `${string}.purged`]?: EventHandler<ExtensionEvent> }
  & { readonly [Name in EventAliasName]?: EventHandler<ExtensionEvent> };

export type FilterHandlers =
  & { readonly [Name in `${string}.beforeAdd`]?: FilterHandler<ProposedWrite<'add', null>> }
  & { readonly [Name in `${string}.beforeEdit`]?: FilterHandler<ProposedWrite<'edit', FieldValues>> }
  & { readonly [Name in `${string}.beforeDelete`]?: FilterHandler<ProposedWrite<'delete', FieldValues>> }
  & { readonly [Name in FilterAliasName]?: FilterHandler<ProposedWrite> };

export interface ScheduledWork {
  /** A number of seconds, minutes, hours or days. */
  readonly every: `${number}${'s' | 'm' | 'h' | 'd'}`;
  readonly run: (tools: Tools) => unknown;
}

export interface Extension {
  /** The name of the file or folder unless said. */
  readonly name?: string;
  /** What becomes of a write whose filter fails or hangs; refused unless said. */
  readonly filterFailure?: 'refuse' | 'pass';
  readonly on?: EventHandlers;
  readonly filter?: FilterHandlers;
  readonly schedule?: readonly ScheduledWork[];
  readonly routes?: { readonly [Route in `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`]?: (request: RouteRequest, tools: Tools) => RouteAnswer | Promise<RouteAnswer> };
}

/** Gives the extension as it is; its names and handlers are checked by the compiler. */
export function defineExtension(extension: Extension): Extension {
  return extension;
}

/** `throw refuse('…')` in a filter: the write does not happen, and the caller reads the text. */
export function refuse(text: string): Error {
  return Object.assign(new Error(text), { name: 'Refusal', refuse: text });
}
