import { CrmError } from '../../core/errors.ts';

/** The code of a system error (`ENOSPC`), or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether an error says that there is no such file. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

/** What the core says of a folder that fails it; the path stays in the cause. */
export function unavailable(error: unknown): CrmError {
  return error instanceof CrmError ? error : new CrmError('unavailable', { reason: `files ${codeOf(error)}`.trim() }, { cause: error });
}
