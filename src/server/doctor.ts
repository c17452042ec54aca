import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { openZone } from '../core/time.ts';
import { judgeFiles } from './judge-files.ts';
import { databaseFile, describeServer, openStore, refuseFile } from './open-store.ts';
import { codeOf, Refusal } from './refusal.ts';
import { addressOf } from './greeting.ts';
import { checkPort } from './port.ts';
import type { Settings } from './settings.ts';

export interface Finding {
  readonly check: string;
  readonly state: 'good' | 'odd' | 'bad';
  readonly detail: string;
}

type Verdict = Omit<Finding, 'check'>;

/** `readable`: opening the database finds records, and changes nothing. */
type DatabaseVerdict = Verdict & { readonly readable?: boolean };

const LEAST_NODE = [22, 12] as const;
const MEGABYTE = 1024 * 1024;
const LITTLE_MB = 1024;
const TOO_LITTLE_MB = 100;
const PATIENCE_MS = 2_000;

/** Looks at all that a server needs; changes nothing, except that a PostgreSQL store is opened as a start would. */
export async function diagnose(readSettings: () => Settings): Promise<readonly Finding[]> {
  const findings: Finding[] = [{ check: 'Node.js', ...judgeNode(process.versions.node) }];
  let settings: Settings;
  try {
    settings = readSettings();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [...findings, ...error.sentences.map((detail) => ({ check: 'settings', state: 'bad' as const, detail }))];
  }
  findings.push({ check: 'settings', ...judgeSettings(settings) });
  if (settings.database === undefined) findings.push({ check: 'folder', ...judgeFolder(settings) }, { check: 'disk', ...judgeDisk(settings) });
  const { readable, ...database } = await judgeDatabase(settings);
  findings.push({ check: 'database', ...database });
  if (readable === true) findings.push({ check: 'files', ...(await judgeOpenedFiles(settings)) });
  findings.push({ check: 'port', ...(await judgePort(settings)) }, { check: 'time zone', ...judgeZone(settings) });
  return findings;
}

function judgeNode(version: string): Verdict {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1]);
  return old ? { state: 'bad', detail: `${version} is too old: ${LEAST_NODE.join('.')} or newer is needed.` } : { state: 'good', detail: version };
}

function judgeSettings({ warnings }: Settings): Verdict {
  return warnings.length === 0 ? { state: 'good', detail: 'read' } : { state: 'odd', detail: warnings.join(' ') };
}

function judgeFolder({ dataFolder }: Settings): Verdict {
  try {
    accessSync(nearestThere(dataFolder), constants.W_OK | constants.X_OK);
    return { state: 'good', detail: existsSync(dataFolder) ? dataFolder : `${dataFolder} will be made` };
  } catch (error) {
    return { state: 'bad', detail: `${dataFolder} cannot be written to (${codeOf(error)}): correct its rights, or set TOLMACH_DATA.` };
  }
}

function judgeDisk({ dataFolder }: Settings): Verdict {
  const { bavail, bsize } = statfsSync(nearestThere(dataFolder));
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  return { state: free < TOO_LITTLE_MB ? 'bad' : free < LITTLE_MB ? 'odd' : 'good', detail: `${free} MB free` };
}

function nearestThere(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestThere(dirname(folder));
}

async function judgeDatabase(settings: Settings): Promise<DatabaseVerdict> {
  try {
    return settings.database === undefined ? await judgeFile(databaseFile(settings)) : await judgeServer(settings, settings.database.url);
  } catch (error) {
    const known = settings.database === undefined ? refuseFile(databaseFile(settings), error) : error;
    return { state: 'bad', detail: known instanceof Error ? known.message : String(known) };
  }
}

async function judgeFile(file: string): Promise<DatabaseVerdict> {
  if (!existsSync(file)) return { state: 'good', detail: `${file} will be made at the first start` };
  const { examineDatabase } = await import('../storage/sqlite/file-tools.ts');
  const { version, newest, problems } = await examineDatabase(file);
  if (version === 0) return { state: 'bad', detail: `${file} is not a Tolmach database.` };
  if (version > newest) return { state: 'bad', detail: `${file} was written by a newer Tolmach (version ${version}, this one knows ${newest}).` };
  if (problems.length > 0) return { state: 'bad', detail: `${file} is damaged: ${problems[0] ?? ''}. Restore a backup.` };
  return { state: 'good', readable: version === newest, detail: `${file}, version ${version}${version < newest ? ` (a start brings it to ${newest})` : ''}, no damage` };
}

async function judgeServer(settings: Settings, url: string): Promise<DatabaseVerdict> {
  const storage = await openStore(settings);
  try {
    const [problem] = await storage.check();
    return problem === undefined ? { state: 'good', readable: true, detail: `${describeServer(url)} answers` } : { state: 'bad', detail: problem };
  } finally {
    await storage.close();
  }
}

async function judgeOpenedFiles(settings: Settings): Promise<Verdict> {
  const storage = await openStore(settings);
  try {
    return await judgeFiles(settings, storage);
  } catch (error) {
    return { state: 'bad', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await storage.close();
  }
}

async function judgePort(settings: Settings): Promise<Verdict> {
  try {
    await checkPort(settings);
    return { state: 'good', detail: `${settings.port} on ${settings.host} is free` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return (await answersAsTolmach(settings)) ? { state: 'good', detail: `${settings.port} on ${settings.host}: a Tolmach answers there` } : { state: 'bad', detail: error.message };
  }
}

async function answersAsTolmach({ host, port }: Settings): Promise<boolean> {
  try {
    const answer = await fetch(`${addressOf({ publicUrl: undefined, host }, port)}/`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return (await answer.text()).includes('"product":"Tolmach"');
  } catch {
    return false;
  }
}

function judgeZone({ timeZone }: Settings): Verdict {
  const { hour, minute } = openZone(timeZone).toLocal(Date.now());
  return { state: 'good', detail: `${timeZone}, where it is ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
}
