import type { Crm } from '../../../core/crm.ts';
import { CrmError } from '../../../core/errors.ts';
import { addFiles } from '../../../core/files/add-files.ts';
import { planFiles, type FileInput } from '../../../core/files/plan-files.ts';
import { storeFile, type StoredFile } from '../../../core/files/store-file.ts';
import type { CrmRecord } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { WireField } from '../application/application.ts';
import type { ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readText } from '../transport/read-text.ts';

/** One file as a client sends it: its bytes, or the name of one that the record has (Rukovoditel contract 2.9.1). */
type SentFile = { readonly stored: StoredFile } | { readonly kept: string };

/** A file field whose files are stored already, so that a decision can name them. */
export interface ReadyFiles {
  readonly field: WireField;
  readonly inputs: readonly FileInput[];
}

/** Stores what was sent for file fields: bytes are durable before the record that names them is written. */
export async function readyFiles(call: ActionCall, sent: readonly (readonly [field: WireField, value: WireValue])[]): Promise<readonly ReadyFiles[]> {
  const ready: ReadyFiles[] = [];
  for (const [field, value] of sent) {
    const files = await Promise.all(readSent(call, value));
    const wanted = field.core?.settings.maxItems === 1 ? files.flat().slice(-1) : files.flat();
    const added = await addFiles(call.crm, call.context, wanted.flatMap((file) => ('stored' in file ? [file.stored] : [])));
    let next = 0;
    ready.push({ field, inputs: wanted.map((file): FileInput => ('stored' in file ? { added: added[next++] ?? '' } : { kept: file.kept })) });
  }
  return ready;
}

/** Stores the files that were sent for a place which has none yet: a comment. */
export async function storeSent(call: ActionCall, value: WireValue): Promise<readonly StoredFile[]> {
  const files = await Promise.all(readSent(call, value));
  return files.flat().flatMap((file) => ('stored' in file ? [file.stored] : []));
}

/** The values of file fields for one record; a name to keep that the record does not have is left out. */
export function fileInputs(ready: readonly ReadyFiles[], record?: CrmRecord): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(ready.flatMap(({ field: { core }, inputs }) => (core === undefined ? [] : [[core.name, inputs.flatMap((input) => planOne(core.name, input, record))]])));
}

function planOne(field: string, input: FileInput, record: CrmRecord | undefined): readonly string[] {
  try {
    return planFiles(field, [input], record);
  } catch (error) {
    if (error instanceof CrmError && error.code === 'invalid') return [];
    throw error;
  }
}

function readSent(call: ActionCall, value: WireValue): readonly Promise<readonly SentFile[]>[] {
  if (typeof value !== 'object' || value === null) return (readText(value) ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => byText(call, part));
  if (Array.isArray(value)) return value.map((item) => byItem(call, item));
  return [byItem(call, value)];
}

async function byItem(call: ActionCall, item: WireValue): Promise<readonly SentFile[]> {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return byText(call, readText(item)?.trim() ?? '');
  const name = readText(item['name'])?.trim() ?? '';
  const content = readText(item['content']);
  if (content === undefined) return name === '' ? [] : [{ kept: name }];
  return [{ stored: await store(call.crm, name === '' ? 'file' : name, decode(name, content)) }];
}

/** An address is fetched, and a download that fails leaves its file out; any other text is the name of a file to keep. */
async function byText({ crm, fetchFile }: ActionCall, text: string): Promise<readonly SentFile[]> {
  if (text === '') return [];
  if (!/^https?:\/\//iu.test(text)) return [{ kept: text }];
  const fetched = await fetchFile(text);
  return fetched === undefined ? [] : [{ stored: await store(crm, fetched.name, fetched.bytes) }];
}

async function store(crm: Crm, name: string, bytes: Buffer): Promise<StoredFile> {
  try {
    return await storeFile(crm, { name, bytes });
  } catch (error) {
    if (error instanceof CrmError && error.code !== 'unavailable' && error.facts.reason !== undefined) throw new ApiError(`${error.facts.title ?? name}: ${error.facts.reason}`, { cause: error });
    throw error;
  }
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/u;

/** Line breaks and a `data:` beginning are taken off (Rukovoditel contract 2.9.1). */
function decode(name: string, content: string): Buffer {
  const text = content.replace(/^data:[^,]*,/u, '').replace(/\s+/gu, '');
  if (!BASE64.test(text) || text.replace(/=+$/u, '').length % 4 === 1) throw new ApiError(`Invalid file content: ${name.slice(0, 200)}`);
  return Buffer.from(text, 'base64');
}
