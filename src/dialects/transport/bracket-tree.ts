import { bracketPath } from './bracket-path.ts';
import { membersFrom, type WireValue } from './parameters.ts';
import type { Field } from './read-fields.ts';

/** A PHP array while it is being filled: it becomes a list or members only when all fields are in. */
export interface Branch {
  readonly members: Map<string, string | Branch>;
  /** The index that `[]` takes. */
  nextIndex: number;
}

/** An index as PHP writes it; 15 digits stay exact as a number. */
export const INDEX = /^(?:0|[1-9]\d{0,14})$/u;

/** Fills a tree from fields in order, so that of equal names the last one wins. */
export function growTree(fields: readonly Field[], maxNesting: number): Branch {
  const root = emptyBranch();
  for (const [name, value] of fields) plant(root, bracketPath(name, maxNesting), value);
  return root;
}

/** Lays one tree over another, as PHP lays `$_POST` over `$_GET` to make `$_REQUEST`: nest by nest. */
export function overlay(lower: Branch, upper: Branch): Branch {
  for (const [key, item] of upper.members) {
    const below = lower.members.get(key);
    const both = typeof item === 'object' && typeof below === 'object';
    lower.members.set(key, both ? overlay(below, item) : item);
  }
  return lower;
}

/** Decides by its keys whether a finished branch is a list; dialects differ about gaps. */
export type ListRule = (keys: readonly string[]) => boolean;

/** Indices only → a list in their order, gaps closed: clients send `client[1]`, `client[5]` after deleting rows. */
export const indicesOnly: ListRule = (keys) => keys.every((key) => INDEX.test(key));

/** The finished members of a tree; the root is never a list. */
export function treeMembers(root: Branch, isList: ListRule): { [name: string]: WireValue } {
  return membersFrom([...root.members].map(([name, item]) => [name, toValue(item, isList)]));
}

function plant(root: Branch, path: readonly string[], value: string): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const branch = path.slice(0, -1).reduce(descend, root);
  branch.members.set(takeKey(branch, last), value);
}

function descend(branch: Branch, key: string): Branch {
  const taken = takeKey(branch, key);
  const existing = branch.members.get(taken);
  if (typeof existing === 'object') return existing;
  const created = emptyBranch();
  branch.members.set(taken, created);
  return created;
}

function takeKey(branch: Branch, key: string): string {
  const taken = key === '' ? String(branch.nextIndex) : key;
  if (INDEX.test(taken)) branch.nextIndex = Math.max(branch.nextIndex, Number(taken) + 1);
  return taken;
}

function toValue(item: string | Branch, isList: ListRule): WireValue {
  if (typeof item === 'string') return item;
  if (!isList([...item.members.keys()])) return treeMembers(item, isList);
  return [...item.members].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => toValue(value, isList));
}

function emptyBranch(): Branch {
  return { members: new Map(), nextIndex: 0 };
}
