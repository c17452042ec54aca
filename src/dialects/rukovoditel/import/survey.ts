import { createHash } from 'node:crypto';
import { CrmError } from '../../../core/errors.ts';
import { numberIn, textIn } from './cells.ts';
import { DumpError } from './dump/dump-error.ts';
import type { DumpPart, Row, RowsPart } from './dump/dump-part.ts';
import { readDump } from './dump/read-dump.ts';
import type { Tally } from './tally.ts';

/** The tables that are read whole, by their names without the prefix (Rukovoditel contract 3). */
const DESIGN = [
  'entities', 'entities_configuration', 'forms_tabs', 'fields', 'fields_choices', 'global_lists', 'global_lists_choices', 'access_groups', 'entities_access',
  'comments_access', 'fields_access', 'access_rules', 'access_rules_fields', 'records_visibility_rules', 'reports', 'reports_filters', 'configuration',
] as const;
export type DesignTable = (typeof DESIGN)[number];

const TABLE = new RegExp(`^([a-z0-9]+_)(${DESIGN.join('|')}|entity_\\d+|entity_\\d+_values|comments|comments_history)$`, 'u');
const USUAL_PREFIX = 'app_';
const DIGESTED_BYTES = 1024 * 1024;

/** What the first reading of a dump finds. */
export interface Survey {
  readonly prefix: string;
  /** All rows of a table of the design. */
  rows(table: DesignTable): readonly Row[];
  /** The rows of each table that holds records, by its name without the prefix. */
  readonly counts: ReadonlyMap<string, number>;
  /** Entities of which some records lie in others of their own. */
  readonly nested: ReadonlySet<number>;
  readonly users: readonly { readonly id: number; readonly login: string }[];
  readonly bytes: number;
  /** Tells this dump from others: SHA-256 of its first megabyte, and its size. */
  readonly digest: string;
}

interface Found {
  readonly design: Map<string, Row[]>;
  readonly counts: Map<string, number>;
  readonly nested: Set<number>;
  readonly users: { readonly id: number; readonly login: string }[];
  readonly prefixes: Set<string>;
}

/** Reads a dump once: all of the design, and how many records there are. CrmError `invalid` where it is none, or cut short. */
export async function surveyDump(chunks: AsyncIterable<Buffer>, tally: Tally): Promise<Survey> {
  const hash = createHash('sha256');
  let bytes = 0;
  const watched = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      if (bytes < DIGESTED_BYTES) hash.update(chunk.subarray(0, DIGESTED_BYTES - bytes));
      bytes += chunk.length;
      yield chunk;
    }
  };
  const found: Found = { design: new Map(), counts: new Map(), nested: new Set(), users: [], prefixes: new Set() };
  for await (const part of dumpParts(watched())) take(found, part, tally);
  return { ...toSurvey(found, tally), bytes, digest: `${hash.digest('hex').slice(0, 32)}.${bytes}` };
}

/** The parts of a dump; what cannot be read is CrmError `invalid`, naming the line. */
export async function* dumpParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<DumpPart> {
  try {
    yield* readDump(chunks);
  } catch (error) {
    if (!(error instanceof DumpError)) throw error;
    throw new CrmError('invalid', { reason: error.message }, { cause: error });
  }
}

/** The name of a table without its prefix; undefined for tables that nothing is read of. */
export function bareName(table: string): string | undefined {
  return TABLE.exec(table)?.[2];
}

function take(found: Found, part: DumpPart, tally: Tally): void {
  if (part.kind === 'skipped') tally.note('statements were not understood, and their rows are missing', `line ${part.line}: ${part.statement}`);
  const [, prefix, name] = TABLE.exec(part.kind === 'rows' ? part.table : part.kind === 'table' ? part.name : '') ?? [];
  if (prefix === undefined || name === undefined) return;
  found.prefixes.add(prefix);
  if (part.kind === 'rows') takeRows(found, name, part);
}

function takeRows(found: Found, name: string, { rows }: RowsPart): void {
  if (DESIGN.some((table) => table === name)) {
    const known = found.design.get(name) ?? [];
    found.design.set(name, known);
    for (const row of rows) known.push(row);
    return;
  }
  found.counts.set(name, (found.counts.get(name) ?? 0) + rows.length);
  const entity = Number(/^entity_(\d+)$/u.exec(name)?.[1] ?? 0);
  if (entity > 0 && rows.some((row) => numberIn(row, 'parent_id') > 0)) found.nested.add(entity);
  if (entity === 1) for (const row of rows) found.users.push({ id: numberIn(row, 'id'), login: textIn(row, 'field_12').trim() });
}

function toSurvey({ design, counts, nested, users, prefixes }: Found, tally: Tally): Omit<Survey, 'bytes' | 'digest'> {
  if (!design.has('entities') || !design.has('fields')) throw new CrmError('invalid', { reason: 'this is no whole dump of Rukovoditel: it has no rows of app_entities and app_fields' });
  if (prefixes.size > 1) throw new CrmError('invalid', { reason: `the dump holds several installations, with the tables ${[...prefixes].map((prefix) => `${prefix}fields`).join(', ')}: dump one of them` });
  const [prefix = USUAL_PREFIX] = prefixes;
  if (prefix !== USUAL_PREFIX) tally.note(`the tables are called ${prefix}… instead of ${USUAL_PREFIX}…, and are taken for the same`);
  return { prefix, rows: (table) => design.get(table) ?? [], counts, nested, users };
}
