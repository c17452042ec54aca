import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { openStore } from '../../src/server/open-store.ts';
import { codeBlocks, READMES, readPage } from './pages.ts';

const nothing = (): void => undefined;
const terminal = { env: {}, folder: '.', print: nothing, complain: nothing, readInput: async () => '', fail: nothing, openStore };
const program = createProgram(terminal);

/** Every command that does something, by its full name: `user add`. */
const commands = new Map(program.commands.flatMap((command) => leavesOf(command, '')));

function leavesOf(command: Command, before: string): readonly (readonly [string, Command])[] {
  const name = `${before}${command.name()}`;
  return command.commands.length === 0 ? [[name, command]] : command.commands.flatMap((inner) => leavesOf(inner, `${name} `));
}

/** A call of the tool as a page shows it: `npx tolmach user add --login …`. */
interface Mention {
  readonly name: string;
  readonly line: string;
}

function mentionsIn(text: string): readonly Mention[] {
  return [...text.matchAll(/(?:npx tolmach|tolmach\.mjs) ([^\n`]+)/gu)].map(([, line = '']) => {
    const [first = '', second = ''] = line.split(' ');
    return { name: commands.has(first) ? first : `${first} ${second}`, line };
  });
}

const optionsIn = (line: string): readonly string[] => line.match(/(?<= )--[a-z-]+/gu) ?? [];

describe.each(READMES)('%s', (page) => {
  const text = readPage(page);
  const mentions = mentionsIn(text);
  const calls = codeBlocks(text).filter(({ language }) => language === 'sh').flatMap(({ code }) => mentionsIn(code));

  test('names every command', () => {
    const named = new Set(mentions.map(({ name }) => name));
    expect([...commands.keys()].filter((name) => !named.has(name))).toEqual([]);
  });

  test('names no command that does not exist', () => {
    expect(mentions.filter(({ name }) => !commands.has(name))).toEqual([]);
  });

  test('gives commands only options that they have', () => {
    const wrong = mentions.filter(({ name, line }) => optionsIn(line).some((option) => commands.get(name)?.options.every(({ long }) => long !== option) === true));
    expect(wrong).toEqual([]);
  });

  test('names only options that exist somewhere', () => {
    const known = new Set(['--json', '--help', ...[...commands.values()].flatMap(({ options }) => options.map(({ long }) => long))]);
    const named = [...text.matchAll(/`(--[a-z-]+)`/gu)].map(([, option]) => option);
    expect(named.filter((option) => option === undefined || !known.has(option))).toEqual([]);
  });

  test('gives each call the options and arguments that it needs', () => {
    const poor = calls.filter(({ name, line }) => {
      const command = commands.get(name);
      const words = line.split(' ').slice(name.split(' ').length).filter((word) => !word.startsWith('--'));
      const missing = command?.options.some(({ mandatory, long }) => mandatory && !optionsIn(line).includes(long ?? '')) === true;
      return missing || words.length < (command?.registeredArguments.filter(({ required }) => required).length ?? 0);
    });
    expect(poor).toEqual([]);
  });
});
