import { ProblemError } from '../problem.ts';

const VERSION = /^"(\d{1,15})"$/u;

/** The ETag of a record: its version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version that `If-Match` asks for (RFC 9110 13.1.1); `*` asks for any. Throws `malformed` for what is no ETag of ours. */
export function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const [, version] = VERSION.exec(header.trim()) ?? [];
  if (version === undefined) throw new ProblemError('malformed', 'If-Match must be one ETag as this API gives it: "7".');
  return Number(version);
}
