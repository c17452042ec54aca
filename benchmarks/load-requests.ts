import type { RequestSource, RequestTemplate } from './load-plan.ts';

const PLACEHOLDER = /\{\{(random|unique)\}\}/u;

/** Gives the bytes of the next request; whatever the order, each template has its turn once at first. Requests without placeholders are made once. */
export function createRequestMaker(source: RequestSource, port: number): () => Buffer {
  const [from, to] = source.range ?? [1, 1];
  let unique = source.uniqueFrom ?? 1;
  let turn = 0;
  const fill = (text: string, number: number): string =>
    text.replaceAll('{{random}}', () => String(from + Math.floor(Math.random() * (to - from + 1)))).replaceAll('{{unique}}', String(number));
  const makers = source.templates.map((template): (() => Buffer) => {
    if (!PLACEHOLDER.test(template.path + template.body)) {
      const bytes = toBytes(template, source.headers, port);
      return () => bytes;
    }
    return () => {
      const number = unique++;
      return toBytes({ path: fill(template.path, number), body: fill(template.body, number) }, source.headers, port);
    };
  });
  return () => {
    const inTurn = turn++;
    const maker = makers[source.order === 'cycle' || inTurn < makers.length ? inTurn % makers.length : Math.floor(Math.random() * makers.length)];
    if (maker === undefined) throw new Error('a source without templates');
    return maker();
  };
}

function toBytes({ path, body }: RequestTemplate, headers: Readonly<Record<string, string>>, port: number): Buffer {
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${lines}content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return Buffer.from(head + body);
}
