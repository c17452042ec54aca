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
export function growTree(fields: readonly Field[]): Branch {
  const root = emptyBranch();
  for (const [name, value] of fields) plant(root, bracketPath(name), value);
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

/** The finished members of a tree. */
export function treeMembers(root: Branch): { [name: string]: WireValue } {
  return membersFrom([...root.members].map(([name, item]) => [name, toValue(item)]));
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

/** Indices only → a list in their order, gaps closed: clients send `client[1]`, `client[5]` after deleting rows. */
function toValue(item: string | Branch): WireValue {
  if (typeof item === 'string') return item;
  const keys = [...item.members.keys()];
  if (!keys.every((key) => INDEX.test(key))) return treeMembers(item);
  return [...item.members].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => toValue(value));
}

function emptyBranch(): Branch {
  return { members: new Map(), nextIndex: 0 };
}
