import type { Manifest } from './messages.ts';

export type Callable = (...given: readonly unknown[]) => unknown;

/** An extension as its module exports it, looked through. */
export interface Definition {
  readonly manifest: Manifest;
  readonly on: ReadonlyMap<string, Callable>;
  readonly filter: ReadonlyMap<string, Callable>;
  readonly schedule: readonly Callable[];
  readonly routes: ReadonlyMap<string, Callable>;
}

const MEMBERS = ['name', 'filterFailure', 'on', 'filter', 'schedule', 'routes'];

/** Reads the default export of a module; throws a plain sentence when it is no extension. */
export function readDefinition(exported: unknown): Definition {
  if (typeof exported !== 'object' || exported === null) throw new Error('its default export is no extension: export default defineExtension({ … })');
  const { name, filterFailure = 'refuse', on, filter, schedule = [], routes }: Record<string, unknown> = { ...exported };
  const strange = Object.keys(exported).find((member) => !MEMBERS.includes(member));
  if (strange !== undefined) throw new Error(`there is no member "${strange}": an extension has ${MEMBERS.join(', ')}`);
  if (name !== undefined && (typeof name !== 'string' || !NAME.test(name))) throw new Error('its name must be of small Latin letters, digits, "-" and "_"');
  if (filterFailure !== 'refuse' && filterFailure !== 'pass') throw new Error('its "filterFailure" must be "refuse" or "pass"');
  const parts = { on: functionsOf('on', on), filter: functionsOf('filter', filter), routes: functionsOf('routes', routes) };
  const works = readSchedule(schedule);
  return {
    ...parts,
    schedule: works.map(({ run }) => run),
    manifest: {
      ...(name === undefined ? {} : { name }), filterFailure, schedule: works.map(({ every }) => every),
      on: [...parts.on.keys()], filter: [...parts.filter.keys()], routes: [...parts.routes.keys()],
    },
  };
}

/** What an extension may be called; its routes lie under this name. */
export const NAME = /^[a-z0-9][a-z0-9_-]{0,59}$/u;

function functionsOf(member: string, value: unknown): ReadonlyMap<string, Callable> {
  if (value === undefined) return new Map();
  if (typeof value !== 'object' || value === null) throw new Error(`its "${member}" must be an object of functions`);
  return new Map(Object.entries(value).map(([name, one]) => {
    if (!isCallable(one)) throw new Error(`"${name}" in its "${member}" must be a function`);
    return [name, one];
  }));
}

function readSchedule(value: unknown): readonly { readonly every: string; readonly run: Callable }[] {
  if (!Array.isArray(value)) throw new Error('its "schedule" must be a list');
  return value.map((one: unknown) => {
    const { every, run }: { every?: unknown; run?: unknown } = Object(one);
    if (typeof every !== 'string' || !isCallable(run)) throw new Error('each of its "schedule" must be { every: "5m", run() { … } }');
    return { every, run };
  });
}

function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}
