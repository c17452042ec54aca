import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'src');
const MAX_LINES = 400;

/** A layer may import only what stands beside it; the folders are read from the tree, so a new one must be named here. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'core': ['core'],
  'storage/sql': ['core', 'storage/sql'],
  'storage/files': ['core', 'storage/files'],
  'storage/sqlite': ['core', 'storage/sql', 'storage/sqlite'],
  'storage/postgres': ['core', 'storage/sql', 'storage/postgres'],
  'outgoing': ['core', 'outgoing'],
  'delivery': ['core', 'outgoing', 'dialects', 'delivery'],
  // Of the dialects it knows nothing but how a vendor's extensions call events.
  'extensions': ['core', 'dialects/salesman', 'extensions'],
  'dialects': ['core', 'dialects'],
  'dialects/transport': ['core', 'dialects', 'dialects/transport'],
  'dialects/alfacrm': ['core', 'dialects', 'dialects/transport', 'dialects/alfacrm'],
  'dialects/native': ['core', 'dialects', 'dialects/transport', 'dialects/native'],
  'dialects/rukovoditel': ['core', 'outgoing', 'dialects', 'dialects/transport', 'dialects/rukovoditel'],
  'dialects/salesman': ['core', 'dialects', 'dialects/transport', 'dialects/salesman'],
  'server': ['core', 'storage/files', 'storage/sql', 'storage/sqlite', 'storage/postgres', 'outgoing', 'delivery', 'extensions', 'dialects', 'dialects/alfacrm', 'dialects/native', 'dialects/rukovoditel', 'dialects/salesman', 'server'],
  'cli': ['core', 'server', 'cli'],
};

/** Packages that a layer may use; Node's own modules are free outside the core. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'core': ['node:crypto'],
  'storage/sql': ['kysely'],
  'storage/files': [],
  'storage/sqlite': ['kysely', 'better-sqlite3'],
  'storage/postgres': ['kysely', 'pg'],
  'outgoing': ['undici'],
  'delivery': [],
  'extensions': [],
  'dialects': ['fastify'],
  'dialects/transport': ['@fastify/busboy'],
  'dialects/alfacrm': ['fastify'],
  'dialects/native': ['fastify', 'zod'],
  'dialects/rukovoditel': ['fastify', 'sanitize-html', 'fflate'],
  'dialects/salesman': ['fastify'],
  'server': ['fastify', 'pino'],
  'cli': ['commander'],
};

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly target: string;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const isProof = (file: string): boolean => /\.(test|contract)\.ts$/u.test(file) || /(^|\/)(testing|fixtures)\//u.test(file.split(sep).join('/'));
const sources = files.filter((file) => !isProof(file));

const textOf = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');
const codeOf = (file: string): string => textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');

function layerOf(file: string): string {
  const parts = file.split(sep);
  const deep = (parts[0] === 'storage' || parts[0] === 'dialects') && parts.length > 2;
  return deep ? `${parts[0]}/${parts[1]}` : (parts[0] ?? '');
}

function importsOf(file: string): readonly Import[] {
  const named = [...textOf(file).matchAll(/(?:^|\n)(?:import|export)[^;]*?from '([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/gu)];
  return named.map(([, from, lazy, bare]) => ({ file, layer: layerOf(file), target: from ?? lazy ?? bare ?? '' }));
}

const imports = sources.flatMap(importsOf);

test('every folder of the source has its place in the arrows', () => {
  const layers = new Set(sources.map(layerOf));
  expect([...layers].toSorted()).toEqual(Object.keys(ARROWS).toSorted());
});

test('each layer imports only the layers it may know', () => {
  const wrong = imports.filter(({ target }) => target.startsWith('.')).filter(({ file, layer, target }) => {
    const other = layerOf(relative(SOURCE, join(SOURCE, dirname(file), target)));
    return ARROWS[layer]?.includes(other) !== true;
  });
  expect(wrong).toEqual([]);
});

test('each layer uses only the packages it may use', () => {
  const wrong = imports.filter(({ target }) => !target.startsWith('.')).filter(({ layer, target }) => {
    if (target.startsWith('node:') && layer !== 'core') return false;
    return PACKAGES[layer]?.includes(target) !== true;
  });
  expect(wrong).toEqual([]);
});

test('the core speaks no vendor’s words', () => {
  const wrong = sources.filter((file) => layerOf(file) === 'core').filter((file) => {
    return /\b(clid|iduser|tip_cmr|clientpath|idcategory|castInn|is_study|lead_source_id|field_\d+|entity_\d+)\b/u.test(codeOf(file));
  });
  expect(wrong).toEqual([]);
});

describe('sources stay readable', () => {
  test(`no file is longer than ${MAX_LINES} lines`, () => {
    const long = files.filter((file) => textOf(file).split('\n').length > MAX_LINES);
    expect(long).toEqual([]);
  });

  test('no file escapes the type checker', () => {
    const loose = sources.filter((file) => /: any\b|as any\b|<any>/u.test(codeOf(file).replace(/'[^'\n]*'|`[^`]*`/gu, "''")) || /@ts-(ignore|expect-error|nocheck)/u.test(textOf(file)));
    expect(loose).toEqual([]);
  });

  test('casts stay rare: fewer than 5 in a thousand lines', () => {
    const casts = sources.flatMap((file) => codeOf(file).split('\n').filter((line) => /\bas (?!const\b)[A-Za-z{(]/u.test(line) && !/^\s*(import|export)\b/u.test(line)).map((line) => `${file}: ${line.trim()}`));
    const lines = sources.reduce((sum, file) => sum + textOf(file).split('\n').length, 0);
    expect({ casts: casts.length <= lines * 0.005 ? [] : casts }).toEqual({ casts: [] });
  });
});
