import type { Storage } from '../src/core/storage.ts';
import { designedGroups } from './designed-scenarios.ts';
import { loadClients, prepareStore } from './load-clients.ts';
import { prepareDesigned } from './load-designed.ts';
import type { LoadGroup } from './load-plan.ts';
import type { LoadRows } from './load-rows.ts';
import { prepareSchool } from './load-school.ts';
import { CLIENT_SCENARIOS, DESIGNED_SCENARIOS, SCHOOL_SCENARIOS, type ScenarioName } from './scenario-names.ts';
import { loadGroup } from './scenarios.ts';
import { schoolGroups } from './school-scenarios.ts';

export const KIND_NAMES = ['clients', 'designed', 'school'] as const;
export type KindName = (typeof KIND_NAMES)[number];

/** The requests of a scenario on a store of `count` rows, on so many connections. */
export type GroupMaker = (name: ScenarioName, count: number, connections: number) => LoadGroup;

/** What a store is filled with, and what is asked of it. */
export interface StoreKind {
  readonly name: KindName;
  /** What its rows are called in the report. */
  readonly rows: string;
  readonly scenarios: readonly ScenarioName[];
  /** Files and folders, from the root, that decide what is in such a store beside the tables of the base preset. */
  readonly sources: readonly string[];
  /** Whether the bare server runs between the scenarios; it reads clients. */
  readonly paced: boolean;
  /** Brings in all that rows point at, and gives what writes them. */
  prepare(storage: Storage): Promise<LoadRows>;
  /** What makes the requests, once a server serves the store. */
  groups(port: number): Promise<GroupMaker>;
}

export const STORE_KINDS: Readonly<Record<KindName, StoreKind>> = {
  clients: {
    name: 'clients', rows: 'clients', scenarios: CLIENT_SCENARIOS, paced: false,
    sources: ['benchmarks/client-words.ts', 'benchmarks/make-client.ts', 'benchmarks/load-clients.ts'],
    async prepare(storage) {
      const targets = await prepareStore(storage);
      return (count, group, write) => loadClients(storage, targets, count, group, write);
    },
    groups: async () => (name, count, connections) => loadGroup(known(CLIENT_SCENARIOS, name), count, connections),
  },
  designed: {
    name: 'designed', rows: 'records of an entity of 40 fields', scenarios: DESIGNED_SCENARIOS, paced: false,
    sources: ['benchmarks/client-words.ts', 'benchmarks/make-designed.ts', 'benchmarks/designed-fields.ts', 'benchmarks/load-designed.ts', 'src/core/designer', 'src/core/fields', 'src/storage/sql', 'src/dialects/rukovoditel/application'],
    prepare: prepareDesigned,
    async groups(port) {
      const make = await designedGroups(port);
      return (name, count, connections) => make(known(DESIGNED_SCENARIOS, name), count, connections);
    },
  },
  school: {
    name: 'school', rows: 'customers of a school', scenarios: SCHOOL_SCENARIOS, paced: true,
    sources: ['benchmarks/client-words.ts', 'benchmarks/make-client.ts', 'benchmarks/make-school.ts', 'benchmarks/load-school.ts', 'src/core/presets', 'src/core/fields', 'src/storage/sql'],
    prepare: prepareSchool,
    async groups(port) {
      const make = await schoolGroups(port);
      return (name, count, connections) => make(known(SCHOOL_SCENARIOS, name), count, connections);
    },
  },
};

function known<Name extends string>(names: readonly Name[], name: string): Name {
  const found = names.find((candidate) => candidate === name);
  if (found === undefined) throw new Error(`${name} is asked of another store`);
  return found;
}
