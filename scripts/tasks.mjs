// The tasks of the repository. Each makes sure of Node, of the dependencies and of the build, only
// where needed, then runs.
// Built-ins only: this file must parse and run on Node 18.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureNode, npmCommand, PlainError, ROOT } from './ensure-node.mjs';
import { buildIsStale, dependenciesAreStale } from './freshness.mjs';
import { processIsAlive, withLock } from './lock.mjs';

const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const OXLINT = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
const ENTRY = join(ROOT, 'dist', 'cli', 'main.js');
const LIFELINE = pathToFileURL(join(ROOT, 'scripts', 'lifeline.mjs')).href;

/** A published package carries dist/ and no compiler settings: nothing to install or to build there. */
const isClone = existsSync(join(ROOT, 'tsconfig.json'));

/**
 * npm starts us through a shell, and where npm is told to end, or is killed, only that shell may notice.
 * So where npm started us, the loss of the parent counts as SIGTERM.
 *
 * @param {() => void} end
 */
function whenAbandoned(end) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 100);
  watch.unref();
}

/**
 * Runs a program with our own input and output, hands our signals on, resolves to its exit code.
 *
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args, { env = process.env, shell = false, cwd = process.cwd(), lifeline = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = lifeline ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
    const child = spawn(command, args, { cwd, env, shell, stdio });
    const forward = (signal) => {
      // A terminal sends Ctrl-C to the child itself; a second one would look like impatience.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    whenAbandoned(() => child.kill('SIGTERM'));
    const done = () => signals.forEach((signal) => process.removeListener(signal, forward));
    child.on('error', (error) => (done(), reject(error)));
    child.on('exit', (code, signal) => (done(), resolve(code ?? 128 + (constants.signals[signal] ?? 0))));
  });
}

function withNodeInPath(node) {
  const env = { ...process.env };
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  env[name] = [dirname(node), env[name]].filter(Boolean).join(delimiter);
  return env;
}

async function ensureDependencies(node) {
  if (!isClone || !dependenciesAreStale(ROOT)) return;
  mkdirSync(join(ROOT, '.runtime'), { recursive: true });
  await withLock(join(ROOT, '.runtime', 'install.lock'), async () => {
    if (!dependenciesAreStale(ROOT)) return;
    process.stderr.write('Installing the dependencies (npm ci).\n');
    const npm = npmCommand(node);
    const args = [...npm.args, 'ci', '--include=dev', '--include=optional', '--global=false', '--no-audit', '--no-fund', '--loglevel=error'];
    const code = await run(npm.command, args, { cwd: ROOT, env: withNodeInPath(node), shell: npm.shell });
    if (code !== 0) throw new PlainError('The dependencies could not be installed: npm ci failed (its own words are above).');
    // npm keeps the file's old time when nothing changed in it.
    const now = new Date();
    const installed = join(ROOT, 'node_modules', '.package-lock.json');
    if (existsSync(installed)) utimesSync(installed, now, now);
  });
}

/** Copies what the bundler leaves behind: everything in src/ that is not TypeScript. */
function copyAssets(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'fixtures') copyAssets(source, join(to, entry.name));
    } else if (!/\.[cm]?ts$/.test(entry.name)) {
      mkdirSync(to, { recursive: true });
      cpSync(source, join(to, entry.name));
    }
  }
}

/** Builds beside dist/ and swaps: nobody ever sees half a build, or a file whose source is gone. */
async function build(node) {
  for (const name of readdirSync(ROOT)) {
    const owner = /^\.dist-(\d+)$/.exec(name);
    if (owner !== null && !processIsAlive(Number(owner[1]))) rmSync(join(ROOT, name), { recursive: true, force: true });
  }
  const began = new Date();
  const fresh = join(ROOT, `.dist-${process.pid}`);
  try {
    const code = await run(node, [join(ROOT, 'scripts', 'bundle.mjs'), fresh], { cwd: ROOT });
    if (code !== 0) throw new PlainError('Tolmach could not be built: the bundler refused the sources (its own words are above).');
    mkdirSync(fresh, { recursive: true });
    copyAssets(join(ROOT, 'src'), fresh);
    writeFileSync(join(fresh, '.built'), '');
    // The stamp bears the time the build began: what was edited meanwhile counts as newer.
    utimesSync(join(fresh, '.built'), began, began);
    rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
    renameSync(fresh, join(ROOT, 'dist'));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function ensureBuild(node, { always = false } = {}) {
  if (!isClone || (!always && !buildIsStale(ROOT))) return;
  mkdirSync(join(ROOT, '.runtime'), { recursive: true });
  await withLock(join(ROOT, '.runtime', 'build.lock'), async () => {
    if (!always && !buildIsStale(ROOT)) return;
    process.stderr.write('Building Tolmach.\n');
    await build(node);
  });
}

/** Runs the built program: inside this process where its Node is good enough, as its child otherwise. */
async function program(node, args) {
  if (!existsSync(ENTRY)) throw new PlainError('Tolmach cannot start: dist/cli/main.js is not there after the build.');
  if (node === process.execPath) {
    whenAbandoned(() => process.kill(process.pid, 'SIGTERM'));
    process.argv = [process.execPath, ENTRY, ...args];
    await import(pathToFileURL(ENTRY).href);
    return undefined;
  }
  return run(node, ['--import', LIFELINE, ENTRY, ...args], { lifeline: true });
}

/** Runs a TypeScript file of the repository as it is. */
async function script(node, path, args) {
  if (!existsSync(join(ROOT, path))) throw new PlainError(`There is no ${path} to run.`);
  return run(node, [join(ROOT, path), ...args], { cwd: ROOT, env: withNodeInPath(node) });
}

const typecheck = (node, args) => run(node, [TSC, '--noEmit', '-p', join(ROOT, 'tsconfig.json'), ...args], { cwd: ROOT });
const lint = (node, args) => run(node, [OXLINT, '--deny-warnings', ...args], { cwd: ROOT });
const test = (node, args) => run(node, [VITEST, 'run', ...args], { cwd: ROOT, env: withNodeInPath(node) });

/** Each task resolves to an exit code, or to undefined when the program lives on in this process. */
const tasks = {
  start: async (node, args) => {
    await ensureBuild(node);
    return program(node, ['serve', ...args]);
  },
  tolmach: async (node, args) => {
    await ensureBuild(node);
    return program(node, args);
  },
  build: async (node) => {
    await ensureBuild(node, { always: true });
    return 0;
  },
  check: async (node, args) => (await typecheck(node, [])) || (await lint(node, [])) || (await test(node, args)),
  bench: async (node, args) => {
    await ensureBuild(node);
    return script(node, 'benchmarks/run.ts', args);
  },
  'test:kill': async (node, args) => {
    await ensureBuild(node);
    return script(node, 'test/kill/run.ts', args);
  },
  'test:delivery': async (node, args) => {
    await ensureBuild(node);
    return script(node, 'test/delivery/run.ts', args);
  },
  'test:designer': async (node, args) => {
    await ensureBuild(node);
    return script(node, 'test/designer/run.ts', args);
  },
  'test:fuzz': async (node, args) => {
    await ensureBuild(node);
    return script(node, 'test/fuzz/run.ts', args);
  },
  test,
  lint,
  typecheck,
};

/**
 * @param {string | undefined} task
 * @param {string[]} args
 */
export async function main(task, args) {
  try {
    if (task === undefined || !Object.hasOwn(tasks, task)) {
      throw new PlainError(`There is no task "${task ?? ''}": it is one of ${Object.keys(tasks).join(', ')}.`);
    }
    const node = await ensureNode();
    await ensureDependencies(node);
    const code = await tasks[task](node, args);
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    process.stderr.write(`${error instanceof PlainError ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
