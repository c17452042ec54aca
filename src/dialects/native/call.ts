import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import type { Crm } from '../../core/crm.ts';
import type { Directory } from '../../core/directory.ts';
import type { Zone } from '../../core/time.ts';
import type { DeliveryDesk } from '../dialect.ts';

/** One authenticated request, as an operation sees it. */
export interface Call {
  readonly crm: Crm;
  readonly directory: Directory;
  readonly context: Context;
  readonly zone: Zone;
  /** Absent where nothing is delivered. */
  readonly delivery: DeliveryDesk | undefined;
  /** The parts of the address: `entity`, `id`… */
  param(name: string): string;
  /** The members of the query, each once; those that the route does not name are refused before. */
  readonly query: ReadonlyMap<string, string>;
  /** The version that `If-Match` asks for. */
  readonly version: number | undefined;
  /** The body in the shape of the route. Throws `invalid` with every fault. */
  body<Shape extends z.ZodType>(shape: Shape): z.output<Shape>;
}

/** What goes back: JSON, or nothing. */
export interface Answer {
  readonly status: 200 | 201 | 204;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One member of a query, for the reader and for the OpenAPI document. */
export interface QueryMember {
  readonly name: string;
  readonly about: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What a body or an answer looks like: a shape, or one of the shapes that an entity makes at run time. */
export type Described = z.ZodType | 'record' | 'record_page' | 'deleted_records' | 'new_record' | 'record_change';

/** One call of the API. The table of them registers the routes, the coverage and the OpenAPI document. */
export interface Route {
  readonly method: Method;
  /** Below `/api/v1`, with the parts that vary in braces: `/records/{entity}/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: readonly QueryMember[];
  readonly body?: Described;
  readonly answer?: Described;
  readonly status?: 200 | 201 | 204;
  /** Takes `If-Match`. */
  readonly versioned?: true;
  /** May take long on a large table: its connection is not cut for being silent meanwhile. */
  readonly long?: true;
  readonly handle: (call: Call) => Promise<Answer>;
}
