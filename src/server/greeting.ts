import { DEMO_CLIENTS } from './demo/size.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { ENVIRONMENT_KEY } from './first-start.ts';
import type { Prepared } from './prepare.ts';
import type { Settings } from './settings.ts';

export interface Greeting {
  readonly address: string;
  readonly version: string;
  readonly engine: string;
  readonly prepared: Prepared;
  readonly dialects: readonly Dialect[];
}

/** What the server says when it is ready; the only time that it shows a secret is the first. */
export function greet({ address, version, engine, prepared, dialects }: Greeting): readonly string[] {
  const ready = `Tolmach ${version} is ready: ${address} (${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'})`;
  if (prepared.first === undefined) return [ready, 'A new API key: npx tolmach key create --login <login> --label <name>'];
  const key = prepared.first.key ?? `<${ENVIRONMENT_KEY}>`;
  const { login } = prepared.first;
  return [ready, '', ...credentialLines(prepared), '', ...dialects.flatMap((dialect) => [`${dialect.title}:`, indented(dialect.sampleCurl(address, login, key, prepared.first?.password ?? '<TOLMACH_ADMIN_PASSWORD>'))])];
}

/** A call may take several lines: a login, then what it opens. */
function indented(calls: string): string {
  return `  ${calls.replaceAll('\n', '\n  ')}`;
}

/** Login, password and key of the first start, shown this once. */
export function credentialLines({ first, demoWanted }: Prepared): readonly string[] {
  if (first === undefined) return [];
  return [
    'First start. The administrator (shown this once):',
    `  login     ${first.login}`,
    `  password  ${first.password ?? 'as given in TOLMACH_ADMIN_PASSWORD'}`,
    `  API key   ${first.key ?? `as given in ${ENVIRONMENT_KEY}`}`,
    ...(demoWanted ? [`Demo data is loaded: ${DEMO_CLIENTS} clients, 6 colleagues.`] : []),
  ];
}

/** The address to call: as the operator says, or as it is listened on; "any address" is shown as this machine. */
export function addressOf({ publicUrl, host }: Pick<Settings, 'publicUrl' | 'host'>, port: number): string {
  if (publicUrl !== undefined) return publicUrl;
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
