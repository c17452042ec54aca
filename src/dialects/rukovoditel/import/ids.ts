import type { Directory } from '../../../core/directory.ts';
import { optionLists } from '../../../core/options/option-lists.ts';
import { ADMINISTRATORS, roleOfGroup } from '../values/groups.ts';
import type { Decisions } from './decisions.ts';
import type { VendorModel } from './model.ts';
import { globalListOf, hasOptions, type Plan } from './plan.ts';
import type { Survey } from './survey.ts';

/** Where the vendor's numbers lead here; undefined leads nowhere. */
export interface Ids {
  user(number: number): number | undefined;
  role(group: number): number | undefined;
  option(list: string | undefined, number: number): number | undefined;
}

/** The user behind a number of the dump, whether he is written already or not. */
export function userIds({ users }: Survey, { moved }: Decisions): (number: number) => number | undefined {
  const known = new Set(users.map(({ id }) => id));
  const others = new Map(moved);
  return (number) => (known.has(number) ? (others.get(number) ?? number) : undefined);
}

/** The ids of an application that is in the store. */
export function storedIds(directory: Directory, user: Ids['user']): Ids {
  const lists = optionLists(directory);
  return {
    user,
    role: (group) => (group === ADMINISTRATORS ? directory.roles.find(({ code }) => code === 'administrator')?.id : roleOfGroup(directory, group)?.id),
    option: (list, number) => lists.of(list).byNumber(number)?.id,
  };
}

/** The same answers while nothing is written: a number that will lead somewhere leads to itself. */
export function plannedIds(plan: Plan, model: VendorModel, user: Ids['user']): Ids {
  const own = Map.groupBy(model.choices, ({ owner }) => owner);
  const shared = Map.groupBy(model.listChoices, ({ owner }) => owner);
  const numbers = new Map(plan.entities.flatMap(({ fields }) => fields.filter(hasOptions)).map(({ vendor, core }) => {
    const choices = globalListOf(vendor) > 0 ? shared.get(globalListOf(vendor)) : own.get(vendor.number);
    return [core.settings.list, new Set((choices ?? []).map(({ number }) => number))];
  }));
  const groups = new Set([ADMINISTRATORS, ...model.groups.map(({ number }) => number)]);
  return {
    user,
    role: (group) => (groups.has(group) ? group : undefined),
    option: (list, number) => (numbers.get(list)?.has(number) === true ? number : undefined),
  };
}
