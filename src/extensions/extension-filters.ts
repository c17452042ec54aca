import { CrmError } from '../core/errors.ts';
import type { FilteredAction, ProposedWrite, WriteFilters } from '../core/filters/write-filters.ts';
import type { FieldInputs } from '../core/records/accept-values.ts';
import type { LoadedExtension } from './loaded-extension.ts';
import { readFilterName } from './names.ts';

const FILTER_MS = 2_000;

/**
 * The filters of extensions, in the order of the extensions. Those in whose course a write is made (`chain`) are not asked
 * about it: a filter that writes never meets itself. One that fails refuses the write, unless its extension says `pass`.
 */
export function createExtensionFilters(extensions: () => readonly LoadedExtension[], chain: readonly string[] = []): WriteFilters {
  const asked = (entity: string, action: FilteredAction): readonly LoadedExtension[] =>
    extensions().filter(({ name, manifest }) => !chain.includes(name) && manifest.filter.some((filter) => watches(filter, entity, action)));
  return {
    watches: (entity, action) => asked(entity, action).length > 0,
    async pass(write) {
      let { values } = write;
      for (const extension of asked(write.entity, write.action)) values = await ask(extension, { ...write, values }, chain);
      return values;
    },
  };
}

function watches(filter: string, entity: string, action: FilteredAction): boolean {
  const watched = readFilterName(filter);
  return watched?.action === action && (watched.entity === '*' || watched.entity === entity);
}

async function ask(extension: LoadedExtension, write: ProposedWrite, chain: readonly string[]): Promise<FieldInputs> {
  const verdict = await verdictOf(extension, write, chain);
  const about = { entity: write.entity, ...(write.id === undefined ? {} : { id: write.id }) };
  const { refuse, values }: { refuse?: unknown; values?: unknown } = Object(verdict);
  if (typeof refuse === 'string') throw new CrmError('refused', { ...about, reason: refuse });
  return typeof values === 'object' && values !== null ? Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) : write.values;
}

async function verdictOf({ name, manifest, process }: LoadedExtension, write: ProposedWrite, chain: readonly string[]): Promise<unknown> {
  try {
    return await process.perform({ kind: 'filter', write }, { timeoutMs: FILTER_MS, chain: [...chain, name] });
  } catch (error) {
    if (manifest.filterFailure === 'pass') return undefined;
    throw new CrmError('refused', { entity: write.entity, reason: `The extension "${name}" failed to say whether this may be written` }, { cause: error });
  }
}
