/** What is said of files that were left out of a copy; nothing when all went well. */
export function damageLines({ damaged }: { readonly damaged: readonly string[] }): readonly string[] {
  return damaged.length === 0 ? [] : [`${damaged.length} files are damaged and were left out; the first is ${damaged[0] ?? ''}. "tolmach doctor" names what misses them.`];
}
