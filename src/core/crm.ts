import type { Author, ChangeSet, NewId } from './changes/change-set.ts';
import { createDraft, type Draft } from './changes/draft.ts';
import { createDecisionTurns } from './decision-turns.ts';
import { loadDirectory, type Directory } from './directory.ts';
import { CrmError } from './errors.ts';
import { tellOfChanges } from './events/tell-of-changes.ts';
import type { Eventual } from './eventual.ts';
import type { FileStore } from './file-store.ts';
import { STANDARD_FILE_LIMITS, type FileLimits } from './files/file-limits.ts';
import type { WriteFilters } from './filters/write-filters.ts';
import type { Catalog } from './metadata/catalog.ts';
import type { EntityDefinition } from './metadata/definitions.ts';
import { keepSchoolTrue } from './school/keep-true.ts';
import type { Storage } from './storage.ts';
import { openZone, type Clock, type Zone } from './time.ts';

const MAX_TRIES = 100;
/** So often a decision is taken again at once; then who is in the way gets more and more time. */
const IMPATIENT_TRIES = 10;

/** What operations need: the stores, the clock, the directory, and the one way to write. */
export interface Crm {
  readonly storage: Storage;
  readonly clock: Clock;
  /** The company's time zone: what "a day" is, where a rule of the core asks. */
  readonly zone: Zone;
  /** Where the bytes of files are kept; without it files are neither taken nor given (`unavailable`). */
  readonly files: FileStore | undefined;
  readonly fileLimits: FileLimits;
  /** What the API languages note on entities that are about to be kept: their own numbers for them. */
  readonly annotate: Annotate;
  /** Who is asked before records are written; absent: nobody. */
  readonly filters?: WriteFilters | undefined;
  /** The directory as of now: reloaded when another request, or another process, changed it. */
  directory(): Eventual<Directory>;
  /**
   * Runs a decision, adds what follows of it for sums and schedules, and commits both; decides again when something it was
   * based on has changed.
   */
  write<Decision>(author: Author, decide: (draft: Draft, directory: Directory) => Promise<Decision>, manner?: CommitManner): Promise<Written<Decision>>;
  close(): Promise<void>;
}

export interface CommitManner {
  /** Tells of no record that the decision does not tell of itself: values made anew for all records at once are no news. */
  readonly quiet?: boolean;
}

export interface Written<Decision> {
  readonly decision: Decision;
  /** The id that a drafted record was given. */
  idOf(id: NewId | number): number;
}

/** Entities about to be kept, beside all that there are; gives them with more annotations. */
export type Annotate = (changed: readonly EntityDefinition[], catalog: Catalog) => readonly EntityDefinition[];

export interface CrmParts {
  readonly storage: Storage;
  readonly clock: Clock;
  /** UTC unless said. */
  readonly zone?: Zone;
  readonly files?: FileStore | undefined;
  readonly fileLimits?: FileLimits;
  readonly annotate?: Annotate;
  readonly filters?: WriteFilters | undefined;
  /** Called after each commit that told of something, so that delivery need not wait for its next look. */
  readonly happened?: () => void;
}

/** Joins stores and clock into what every operation is called with. */
export function createCrm({ storage, clock, zone = openZone('UTC'), files, fileLimits = STANDARD_FILE_LIMITS, annotate = (changed) => changed, filters, happened = () => undefined }: CrmParts): Crm {
  const directory = rememberDirectory(storage);
  const turn = createDecisionTurns();
  const crm: Crm = {
    storage,
    clock,
    zone,
    files,
    fileLimits,
    annotate,
    filters,
    directory,
    async write(author, decide, { quiet = false } = {}) {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        await turn();
        const draft = createDraft(author, clock(), tries);
        const now = directory();
        const known = now instanceof Promise ? await now : now;
        const decision = await decide(draft, known);
        await keepSchoolTrue(crm, draft, known);
        if (!quiet) tellOfChanges(draft, known.catalog);
        const changes = { ...draft.toChangeSet(), decidedBy: known.catalog };
        const outcome = isEmpty(changes) ? { done: true as const, ids: [] } : await storage.commit(changes);
        if (outcome.done && changes.events.length > 0) happened();
        if (outcome.done) return { decision, idOf: (id) => (typeof id === 'number' ? id : numberOf(outcome.ids, id)) };
        // The conflict may be with another process, whose dictionary values are not known here yet.
        await storage.directoryEpoch('fresh');
        if (tries >= IMPATIENT_TRIES) await new Promise((resolve) => { setTimeout(resolve, tries); });
      }
      throw new CrmError('conflict', { reason: `gave up after ${MAX_TRIES} tries` });
    },
    close: () => storage.close(),
  };
  return crm;
}

function rememberDirectory(storage: Storage): () => Eventual<Directory> {
  let known: Directory | undefined;
  let loading: Promise<Directory> | undefined;
  const load = async (): Promise<Directory> => {
    try {
      known = await loadDirectory(storage);
      return known;
    } finally {
      loading = undefined;
    }
  };
  const newest = async (): Promise<Directory> => {
    for (;;) {
      const epoch = await storage.directoryEpoch();
      if (known !== undefined && known.epoch === epoch) return known;
      loading ??= load();
      await loading;
    }
  };
  return () => (known !== undefined && known.epoch === storage.directoryEpoch() ? known : newest());
}

function isEmpty(changes: ChangeSet): boolean {
  return changes.records.length === 0 && changes.events.length === 0;
}

function numberOf(ids: readonly number[], id: NewId): number {
  const number = ids[id.slot];
  if (number === undefined) throw new Error(`the store gave no id for slot ${id.slot}`);
  return number;
}
