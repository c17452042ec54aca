import { NotUnderstood } from './signals.ts';
import { keyword, nameOf, peekKeyword, readToken } from './read-token.ts';
import type { DumpWindow } from './window.ts';

/** Moves past the name of a table and gives it without its database: `crm`.`app_users` is app_users. */
export function readTableName(window: DumpWindow): string {
  const name = readName(window);
  if (peekKeyword(window) !== '.') return name;
  readToken(window);
  return readName(window);
}

/** Moves past names in parentheses, the opening one included. */
export function readNames(window: DumpWindow): readonly string[] {
  const names: string[] = [];
  for (let sign = keyword(window, readToken(window)); sign !== ')'; sign = keyword(window, readToken(window))) {
    if (sign !== '(' && sign !== ',') throw new NotUnderstood();
    names.push(readName(window));
  }
  return names;
}

function readName(window: DumpWindow): string {
  const name = nameOf(window, readToken(window));
  if (name === undefined) throw new NotUnderstood();
  return name;
}
