import { request } from 'node:http';

export interface NativeAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Calls the native API; a call may last as long as its operation does. */
export type CallNative = (method: string, path: string, body?: object) => Promise<NativeAnswer>;

/** A caller of `/api/v1` with this key, a connection for each call. */
export function nativeCaller(port: number, key: string): CallNative {
  return (method, path, body) => new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }) };
    const asked = request({ port, host: '127.0.0.1', method, path: `/api/v1${path}`, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, json: parsed(Buffer.concat(chunks).toString('utf8')) }));
    });
    asked.on('error', reject);
    asked.end(text);
  });
}

function parsed(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}

/** A member of a JSON object, at any depth; nothing where there is none. */
export function memberOf(json: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), json);
}
