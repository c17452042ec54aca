import { tableOf } from '../sql/table-plan.ts';
import type { Lines } from './lines.ts';

/** So many texts tell the share of a word well enough to choose by. */
const TEXTS = 1000;
const LETTERS = 2000;
/** In a smaller table all lists are short. */
const WORTH_KNOWING = 20_000;
const KEPT_MS = 10 * 60_000;
const MAX_SHARES = 1000;

interface Sample {
  readonly at: number;
  readonly records: number | undefined;
  readonly texts: readonly string[];
  /** Shares that were worked out before: some words are in every other search. */
  readonly shares: Map<string, number>;
}

/** How many records an entity has, and how common texts are in them. */
export interface SearchSamples {
  /** About how many there are; undefined while it is not known. */
  recordsOf(entity: string): number | undefined;
  /** The share of the records whose search text holds a folded text (0…1), about; undefined while it is not known. */
  shareOf(entity: string, text: string): number | undefined;
}

/**
 * Keeps the search texts of some records of each entity that is searched, as the pages of its table happen to hold them.
 * They are read in the background when they are first asked for, and again when they are ten minutes old. For estimates
 * alone: what is found never depends on them. `now` in milliseconds.
 */
export function createSearchSamples(heavy: Pick<Lines, 'query'>, now: () => number = Date.now): SearchSamples {
  const samples = new Map<string, Sample>();

  const read = async (entity: string): Promise<Sample> => {
    const table = tableOf(entity);
    const [size] = (await heavy.query(`SELECT reltuples::bigint AS records FROM pg_class WHERE oid = $1::regclass`, [`"${table}"`])).rows;
    const records = Number(size?.['records'] ?? 0);
    // Below zero: the server has not counted them yet.
    if (records < WORTH_KNOWING) return sampleOf(now(), records < 0 ? undefined : records, []);
    const { rows } = await heavy.query(`SELECT left(search, ${LETTERS}) AS text FROM "${table}" TABLESAMPLE SYSTEM ($1::real) WHERE deleted_at IS NULL AND search IS NOT NULL LIMIT ${2 * TEXTS}`, [Math.min(100, (TEXTS * 100) / records)]);
    return sampleOf(now(), records, rows.map(({ text }) => String(text)));
  };
  const sample = (entity: string): Sample => {
    const known = samples.get(entity) ?? sampleOf(0, undefined, []);
    if (now() - known.at > KEPT_MS) {
      // Who asks meanwhile is told what was known, and does not ask the server again.
      samples.set(entity, { ...known, at: now() });
      void read(entity).then((fresh) => samples.set(entity, fresh), () => undefined);
    }
    return known;
  };

  return {
    recordsOf: (entity) => sample(entity).records,
    shareOf(entity, text) {
      const { texts, shares } = sample(entity);
      if (texts.length === 0) return undefined;
      const share = shares.get(text) ?? Math.max(0.5, texts.filter((one) => one.includes(text)).length) / texts.length;
      if (shares.size >= MAX_SHARES) shares.clear();
      shares.set(text, share);
      return share;
    },
  };
}

function sampleOf(at: number, records: number | undefined, texts: readonly string[]): Sample {
  return { at, records, texts, shares: new Map() };
}
