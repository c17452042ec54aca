import type { ExtensionProcess, ProcessReport } from './extension-process.ts';
import type { Manifest } from './messages.ts';

/** An extension that runs. */
export interface LoadedExtension {
  readonly name: string;
  readonly manifest: Manifest;
  readonly process: ExtensionProcess;
}

/** How an extension is doing, for the health page. */
export interface ExtensionReport {
  readonly name: string;
  /** `broken`: it was not loaded. */
  readonly state: ProcessReport['state'] | 'broken';
  /** Of the last failure. */
  readonly error?: string;
  readonly failures: number;
}

/** The face of what an extension writes; it is not told of that itself. */
export function faceOf(name: string): string {
  return `extension:${name}`;
}
