/** Members as PHP's `http_build_query` writes them: `filters[210]=5`. Placeholders of a load stay as they are. */
export function phpForm(members: object, prefix = ''): string {
  return Object.entries(members).flatMap(([name, value]: [string, unknown]) => {
    const path = prefix === '' ? name : `${prefix}[${name}]`;
    if (value === null || value === undefined) return [];
    return [typeof value === 'object' ? phpForm(value, path) : `${encode(path)}=${encode(String(value))}`];
  }).join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+').replaceAll(/%7B%7B(random|unique)%7D%7D/gu, '{{$1}}');
}
