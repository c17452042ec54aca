/** Whether a subscription that chose these patterns (`client.created`, `client.*`, `*`) is told of what has this name. */
export function isChosen(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => pattern === name || pattern === '*' || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))));
}
