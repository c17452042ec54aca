/** One header's text: HTTP hands bytes over as Latin-1, and servers write UTF-8 into them. The first, where there are many. */
export function headerText(value: string | readonly string[] | undefined): string {
  const first = typeof value === 'string' ? value : (value?.[0] ?? '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(first, 'latin1'));
  } catch {
    return first;
  }
}
