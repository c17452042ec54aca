import type { Reaction, Visit } from './receiver.ts';

/** How the receiver of a campaign behaves: of a hundred requests, so many. */
export const HABITS = { refused: 30, slow: 2, silent: 0.1, broken: 2 } as const;
const SLOW_MS = 200;

/** What a receiver that notes everything knows in the end. */
export interface Arrivals {
  readonly requests: number;
  /** Events that arrived well, and how often they did once more. */
  readonly arrived: ReadonlyMap<number, string>;
  readonly again: number;
  readonly failures: Readonly<Record<'refused' | 'slow' | 'silent' | 'broken', number>>;
  /** Events that arrived well after a later one of their record. */
  readonly misplaced: number;
  /** Events that came under more than one `webhook-id`. */
  readonly renamed: number;
}

export interface ArrivalBook extends Arrivals {
  /** Notes a request and says what it is answered. */
  note(visit: Visit): Reaction;
}

export function createArrivalBook(random: () => number): ArrivalBook {
  const arrived = new Map<number, string>();
  const names = new Map<number, string>();
  /** By entity and record. */
  const latest = new Map<string, number>();
  const failures = { refused: 0, slow: 0, silent: 0, broken: 0 };
  const book = { requests: 0, arrived, again: 0, failures, misplaced: 0, renamed: 0 };

  const arrive = ({ event, type, record, id }: Visit): void => {
    const told = `${type.split('.', 1)[0]}/${record}`;
    if (arrived.has(event)) book.again++;
    else if ((latest.get(told) ?? 0) > event) book.misplaced++;
    arrived.set(event, id);
    latest.set(told, Math.max(latest.get(told) ?? 0, event));
  };
  return Object.assign(book, {
    note(visit: Visit): Reaction {
      book.requests++;
      if ((names.get(visit.event) ?? visit.id) !== visit.id) book.renamed++;
      names.set(visit.event, visit.id);
      const habit = drawHabit(random() * 100);
      if (habit !== undefined) failures[habit]++;
      switch (habit) {
        case 'refused': return 500;
        case 'silent': return 'hang';
        case 'broken': return 'break';
        default:
          arrive(visit);
          return { status: 200, afterMs: habit === 'slow' ? SLOW_MS : 0 };
      }
    },
  });
}

function drawHabit(drawn: number): keyof typeof HABITS | undefined {
  let left = drawn;
  for (const habit of ['refused', 'slow', 'silent', 'broken'] as const) {
    if (left < HABITS[habit]) return habit;
    left -= HABITS[habit];
  }
  return undefined;
}
