const MAX_EXAMPLES = 5;

/** Something that did not come along, or came otherwise: how often, and the first places. */
export interface Finding {
  readonly what: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** Counts what an operator should know. */
export interface Tally {
  note(what: string, example?: string, count?: number): void;
  findings(): readonly Finding[];
}

/** An empty tally. Findings keep the order in which they were first met. */
export function createTally(): Tally {
  const met = new Map<string, { count: number; readonly examples: string[] }>();
  return {
    note(what, example, count = 1) {
      const found = met.get(what) ?? { count: 0, examples: [] };
      met.set(what, found);
      found.count += count;
      if (example !== undefined && found.examples.length < MAX_EXAMPLES && !found.examples.includes(example)) found.examples.push(example);
    },
    findings: () => [...met].map(([what, { count, examples }]) => ({ what, count, examples: [...examples] })),
  };
}
