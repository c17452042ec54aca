/** What the installation takes as a file. */
export interface FileLimits {
  readonly maxBytes: number;
  /** Endings of names, in lower case and without the point, that are refused. */
  readonly refusedTypes: ReadonlySet<string>;
}

const MEGABYTE = 1024 * 1024;

/** What a server or a desktop might run instead of showing it. */
export const REFUSED_TYPES = ['exe', 'bat', 'cmd', 'com', 'scr', 'msi', 'js', 'vbs', 'ps1', 'sh', 'php', 'phtml', 'jar', 'dll'] as const;
export const MAX_FILE_MB = 25;

/** What holds where the operator says nothing. */
export const STANDARD_FILE_LIMITS: FileLimits = Object.freeze({ maxBytes: MAX_FILE_MB * MEGABYTE, refusedTypes: new Set(REFUSED_TYPES) });
