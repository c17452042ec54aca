import type { rememberStatements } from './statements.ts';

/** How long the lists of a search index are, in pages of its largest part; a list shorter than a page has none of its own. */
export interface ListSizes {
  readonly pages: readonly number[];
  /** The pages that a list of all records would take there, about. */
  readonly whole: number;
}

interface Part {
  readonly segment: number;
  /** Its last page. */
  readonly last: number;
}

/** Entries of a list on one page, about: a byte or two for each record. */
const ENTRIES = 2500;
/** Below so many pages every list is short. */
const WORTH_KNOWING = 500;
/** The parts of an index are looked through again after so many questions: writes merge them. */
const QUESTIONS = 500;

/**
 * Tells how long lists of an FTS5 index are, without reading them: its table `…_idx` has, for each part of the index
 * (segment), on which page a term begins, as SQLite's own look-ups use it (FTS5's source, "structure of the %_idx table";
 * the number of the page is doubled, terms begin with `0`). Good for estimates, and a term that stands just before a long
 * list is taken to be as long: nothing that is found depends on it.
 */
export function createListSizes(statement: ReturnType<typeof rememberStatements>): (index: string, terms: readonly string[], records: number) => ListSizes | undefined {
  const parts = new Map<string, { readonly part: Part | undefined; readonly share: number; left: number }>();

  const partOf = (index: string): { readonly part: Part | undefined; readonly share: number } => {
    const known = parts.get(index);
    if (known !== undefined && known.left-- > 0) return known;
    const found = statement(partsSql(index)).all() as Part[];
    const part = found.toSorted((one, other) => other.last - one.last)[0];
    const share = (part?.last ?? 0) / Math.max(1, found.reduce((sum, { last }) => sum + last, 0));
    const read = { part, share, left: QUESTIONS };
    parts.set(index, read);
    return read;
  };

  return (index, terms, records) => {
    const { part, share } = partOf(index);
    if (part === undefined || part.last < WORTH_KNOWING) return undefined;
    const pages = terms.map((term) => {
      const key = Buffer.from(`0${term}`);
      const row = statement(pagesSql(index)).get(part.segment, key, part.segment, key) as { readonly first: number | null; readonly next: number | null };
      return Math.max(0, (row.next ?? part.last) - (row.first ?? 0));
    });
    return { pages, whole: Math.max(1, (records * share) / ENTRIES) };
  };
}

/** The parts of an index, found by its key instead of a scan, and the number of the last page of each (`segment << 37` begins the ids of its pages). */
function partsSql(index: string): string {
  const next = (after: string): string => `SELECT min(segid) FROM "${index}_idx"${after}`;
  return `WITH RECURSIVE part(id) AS (${next('')} UNION ALL SELECT (${next(' WHERE segid > part.id')}) FROM part WHERE part.id IS NOT NULL)
    SELECT id AS segment, coalesce((SELECT max(page.id) & 0x7fffffff FROM "${index}_data" AS page WHERE page.id BETWEEN part.id << 37 AND (part.id << 37) + 0x7fffffff), 0) AS last
    FROM part WHERE id IS NOT NULL`;
}

function pagesSql(index: string): string {
  return `SELECT (SELECT pgno >> 1 FROM "${index}_idx" WHERE segid = $1 AND term <= $2 ORDER BY term DESC LIMIT 1) AS first,
    (SELECT pgno >> 1 FROM "${index}_idx" WHERE segid = $3 AND term > $4 ORDER BY term LIMIT 1) AS next`;
}
