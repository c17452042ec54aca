import type { RouteLine } from '../dialect.ts';
import { createAction } from './actions/create.ts';
import { deleteAction } from './actions/delete.ts';
import { indexAction } from './actions/index-action.ts';
import { updateAction } from './actions/update.ts';
import type { Action } from './call.ts';
import type { Model, StandardAction } from './model.ts';
import { ALL_MODELS } from './models/all-models.ts';

const STANDARD: Readonly<Record<StandardAction, Action>> = { index: indexAction, create: createAction, update: updateAction, delete: deleteAction };
const ALL: ReadonlySet<string> = new Set(Object.keys(STANDARD));

/** Every entity by its name in addresses (alfaCRM contract 3). */
export const MODELS: ReadonlyMap<string, Model> = new Map(ALL_MODELS.map((model) => [model.path, model]));

/** An action of an entity and whether it only reads; undefined where there is none of this name. */
export function actionOf(model: Model, name: string): { readonly run: Action; readonly reads: boolean } | undefined {
  if (ALL.has(name)) {
    const action = model.actions.find((known) => known === name);
    return action === undefined ? undefined : { run: model.own?.[action] ?? STANDARD[action], reads: action === 'index' };
  }
  const special = Object.hasOwn(model.specials ?? {}, name) ? model.specials?.[name] : undefined;
  return special === undefined ? undefined : { run: special, reads: model.readSpecials?.includes(name) === true };
}

/** The coverage table of the README: an entity and its actions. */
export const COVERAGE: readonly RouteLine[] = [
  { call: 'auth/login', state: 'done', about: 'a token for an e-mail and a key' },
  ...ALL_MODELS.map((model): RouteLine => ({ call: model.path, state: 'done', about: [...model.actions, ...Object.keys(model.specials ?? {})].join(', ') })),
  { call: 'lead-form/save', state: 'done', about: 'a lead out of a public form, without a token' },
];
