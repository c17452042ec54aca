import type { StoredEvent } from '../core/events/stored-event.ts';

/** Code of the operator's own, as delivery sees it: never in the way, whatever that code does. */
export interface ExtensionRunner {
  /** Whether this process has an extension of this name; what is for another one waits for the process that has it. */
  handles(extension: string): boolean;
  /** Hands an event over under its name (`client.created`). Never rejects; the error is what the extension threw, in a sentence. */
  run(extension: string, event: StoredEvent, name: string, timeoutMs: number): Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }>;
}

/** No extension at all. */
export const NO_EXTENSIONS: ExtensionRunner = {
  handles: () => false,
  run: async () => ({ ok: false, error: 'no_extension' }),
};
