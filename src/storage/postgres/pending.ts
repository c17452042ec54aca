import type { Unit } from '../sql/steps.ts';
import type { Session } from './connection.ts';

/** A unit on its way: its ids stay its own when it is tried again. */
export interface Pending {
  readonly unit: Unit;
  /** Its place in the group. */
  readonly index: number;
  ids: readonly number[] | undefined;
}

export type Numbered = Pending & { readonly ids: readonly number[] };

/** What runs the statements of a transaction; one session throughout. */
export type Writer = Pick<Session, 'run' | 'script' | 'copy'>;
