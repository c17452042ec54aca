const MEDIA_TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/u;

/** Whether a `content-type` begins with a media type, with or without parameters. */
export function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text);
}
