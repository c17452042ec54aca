import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** `webhook-id`. */
  readonly id: string;
  /** Of a body in the standard format. */
  readonly type: string;
  readonly record: number;
  readonly event: number;
  readonly at: number;
}

/** A status; an answer with headers; none at all; one that breaks off in its middle. */
export type Reaction = number | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly afterMs?: number } | 'hang' | 'break';

/** Somebody who is told: a server on loopback that does as the test says. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  /** All that came, in the order in which it came whole. */
  readonly visits: Visit[];
  /** How it reacts from now on; at first always with 200. */
  react(how: (visit: Visit) => Reaction): void;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const visits: Visit[] = [];
  let react: (visit: Visit) => Reaction = () => 200;
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined).on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const { method = '', url = '', headers } = request;
      const visit = { method, path: url, headers, ...read(Buffer.concat(chunks).toString()), id: String(headers['webhook-id']), at: Date.now() };
      visits.push(visit);
      answer(reply, react(visit));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port, visits,
    url: `http://127.0.0.1:${port}/hook`,
    react(how) { react = how; },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function read(body: string): Pick<Visit, 'body' | 'type' | 'record' | 'event'> {
  const parsed: { readonly type?: unknown; readonly data?: unknown } = body.startsWith('{') ? Object(JSON.parse(body)) : {};
  const { id, record }: { readonly id?: unknown; readonly record?: unknown } = Object(parsed.data);
  return { body, type: String(parsed.type), record: Number(record), event: Number(id) };
}

function answer(reply: ServerResponse, reaction: Reaction): void {
  if (reaction === 'hang') return;
  if (reaction === 'break') return void reply.writeHead(200, { 'content-length': '100' }).write('half', () => reply.destroy());
  const { status, headers = {}, afterMs = 0 } = typeof reaction === 'number' ? { status: reaction } : reaction;
  const send = (): void => void reply.writeHead(status, headers).end('heard');
  if (afterMs === 0) send();
  else setTimeout(send, afterMs).unref();
}
