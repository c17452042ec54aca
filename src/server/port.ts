import { createServer } from 'node:net';
import { codeOf, Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

/** Refuses when the port cannot be had. */
export function checkPort({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(refuseListening({ host, port }, error)));
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}

/** What stops a server from listening, in a plain sentence; an error of another kind as it is. */
export function refuseListening({ host, port }: Pick<Settings, 'host' | 'port'>, error: unknown): unknown {
  const sentence = listeningSentence(host, port, codeOf(error));
  return sentence === undefined ? error : new Refusal(sentence, { cause: error });
}

function listeningSentence(host: string, port: number, code: string): string | undefined {
  switch (code) {
    case 'EADDRINUSE': return `Port ${port} on ${host} is taken by another program: end it, or set TOLMACH_PORT to a free port.`;
    case 'EACCES': return `Tolmach may not listen on port ${port}: set TOLMACH_PORT to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL': return `This machine has no address ${host}: correct TOLMACH_HOST.`;
    default: return undefined;
  }
}
