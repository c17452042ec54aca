import type { DialectParts } from '../dialects/dialect.ts';
import type { GuardedFetch } from '../outgoing/guarded-fetch.ts';
import type { Settings } from './settings.ts';
import { readVersion } from './version.ts';

const TIMEOUT_MS = 20_000;
const MAX_REDIRECTS = 5;

export interface FileFetch {
  readonly fetchFile: NonNullable<DialectParts['fetchFile']>;
  close(): Promise<void>;
}

/** How files are fetched that clients name by their address: never from the operator's own network, unless he says so. */
export function createFileFetch({ allowPrivate, fileLimits }: Pick<Settings, 'allowPrivate' | 'fileLimits'>): FileFetch {
  let opened: Promise<GuardedFetch> | undefined;
  // Most servers never fetch anything, so what it takes is loaded when the first address comes.
  const open = async (): Promise<GuardedFetch> => {
    const { createGuardedFetch } = await import('../outgoing/guarded-fetch.ts');
    return createGuardedFetch({ allowPrivate, maxBytes: fileLimits.maxBytes, timeoutMs: TIMEOUT_MS, maxRedirects: MAX_REDIRECTS, version: readVersion() });
  };
  return {
    async fetchFile(url) {
      opened ??= open();
      const answer = await (await opened).get(url);
      return answer.ok ? { name: answer.fileName, bytes: answer.bytes } : undefined;
    },
    async close() {
      await (await opened)?.dispatcher.destroy();
    },
  };
}
