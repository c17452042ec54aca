import type { Author } from '../../../core/changes/change-set.ts';

/** Who writes what an import brings along. */
export const IMPORT: Author = Object.freeze({ userId: null, face: 'import', keyId: null });
