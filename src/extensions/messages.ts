import type { ProposedWrite } from '../core/filters/write-filters.ts';
import type { RouteRequest } from './index.ts';
import type { StoredEvent } from '../core/events/stored-event.ts';

/** What a process says of the extension that it loaded. */
export interface Manifest {
  /** As the extension says; absent: it leaves that to its file. */
  readonly name?: string;
  readonly filterFailure: 'refuse' | 'pass';
  readonly on: readonly string[];
  readonly filter: readonly string[];
  /** `5m`, `1h`… in their order. */
  readonly schedule: readonly string[];
  /** `GET /path`. */
  readonly routes: readonly string[];
}

/** What a process is asked to do. */
export type Work =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'filter'; readonly write: ProposedWrite }
  | { readonly kind: 'turn'; readonly index: number }
  | { readonly kind: 'route'; readonly route: string; readonly request: RouteRequest };

/** Which of the tools a handler uses, with what. */
export interface ToolCall {
  readonly tool: 'find' | 'read' | 'create' | 'update';
  readonly arguments: readonly unknown[];
}

export type ToChild =
  | { readonly kind: 'work'; readonly id: number; readonly work: Work }
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: string; readonly code: string };

export type FromChild =
  | { readonly kind: 'ready'; readonly manifest: Manifest }
  | { readonly kind: 'broken'; readonly error: string }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
  | { readonly kind: 'log'; readonly message: string; readonly facts: object }
  /** `work`: the work in whose course the tool is used. */
  | { readonly kind: 'tool'; readonly id: number; readonly work: number; readonly call: ToolCall };
