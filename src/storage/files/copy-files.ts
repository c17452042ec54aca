import { createHash } from 'node:crypto';
import type { FileStore } from '../../core/file-store.ts';

export interface CopiedFiles {
  readonly copied: number;
  /** Digests whose bytes are not what they were; they are left out. */
  readonly damaged: readonly string[];
}

/** Puts all that one store keeps into another, looking at every byte. What the other keeps already stays. */
export async function copyFiles(from: FileStore, to: FileStore): Promise<CopiedFiles> {
  let copied = 0;
  const damaged: string[] = [];
  for await (const { digest } of from.list()) {
    const bytes = await from.get(digest);
    // Removed since it was listed.
    if (bytes === undefined) continue;
    if (createHash('sha256').update(bytes).digest('hex') !== digest) {
      damaged.push(digest);
      continue;
    }
    await to.put(bytes);
    copied++;
  }
  return { copied, damaged };
}
