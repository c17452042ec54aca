import { resolve } from 'node:path';
import { MIN_KEY_LENGTH } from '../core/accounts/create-key.ts';
import { MIN_PASSWORD_LENGTH } from '../core/accounts/create-user.ts';
import { MAX_FILE_MB, REFUSED_TYPES, type FileLimits } from '../core/files/file-limits.ts';
import type { Dialect, DialectSetting } from '../dialects/dialect.ts';
import { readSchedule, STANDARD_SCHEDULE, type RetrySchedule } from '../delivery/retry-schedule.ts';
import { createAllowance } from '../outgoing/allowance.ts';
import { nearestName } from './nearest-name.ts';
import { Refusal } from './refusal.ts';
import { parseSettingsFile, type NamedTexts } from './settings-file.ts';

/** One setting, as the operator writes it and as the documents list it. */
export interface Setting<Value> {
  readonly name: string;
  /** What holds when nothing is given; empty: nothing. */
  readonly standard: string;
  /** Completes "must be …". */
  readonly values: string;
  readonly about: string;
  /** Never shown, not even in a complaint about it. */
  readonly secret?: true;
  /** The value, or undefined when the text is not one. An empty text never comes here. */
  readonly read: (text: string) => Value | undefined;
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const METRICS = ['off', 'key', 'open'] as const;

/** Every setting there is, beside those that dialects bring (`Dialect.settings`). The one place that says so. */
export const SETTINGS = {
  host: setting({ name: 'TOLMACH_HOST', standard: '127.0.0.1', values: 'an address or a host name', about: 'Address to listen on; `0.0.0.0` opens the server to the network.', read: withoutSpaces }),
  port: setting({ name: 'TOLMACH_PORT', standard: '8080', values: 'a whole number from 0 to 65535', about: 'Port to listen on; `0` takes any free one.', read: wholeNumber(0, 65_535) }),
  data: setting({ name: 'TOLMACH_DATA', standard: './data', values: 'a folder', about: 'Folder of the database file `tolmach.db` and of attached files (`files`); made when it is not there.', read: anything }),
  databaseUrl: setting({ name: 'DATABASE_URL', standard: '', values: 'of the form postgres://user:password@host:port/database', about: 'PostgreSQL 15 or newer instead of the file.', secret: true, read: postgresUrl }),
  databaseSchema: setting({ name: 'TOLMACH_DATABASE_SCHEMA', standard: '', values: 'small Latin letters, digits and underscores', about: 'PostgreSQL schema that holds the tables; without it the one that the connection uses.', read: matching(/^[a-z_][a-z0-9_]{0,62}$/u) }),
  timeZone: setting({ name: 'TOLMACH_TIME_ZONE', standard: 'Europe/Moscow', values: 'the name of a time zone, such as Asia/Yekaterinburg', about: 'Time zone in which dates and times are read and shown.', read: timeZone }),
  adminLogin: setting({ name: 'TOLMACH_ADMIN_LOGIN', standard: '', values: 'a login of at most 100 characters without spaces', about: 'First start: login of the administrator; `admin@tolmach.local` when not given.', read: matching(/^\S{1,100}$/u) }),
  adminPassword: setting({ name: 'TOLMACH_ADMIN_PASSWORD', standard: '', values: `at least ${MIN_PASSWORD_LENGTH} characters long`, about: 'First start: password of the administrator; made and shown once when not given.', secret: true, read: atLeast(MIN_PASSWORD_LENGTH) }),
  apiKey: setting({ name: 'TOLMACH_API_KEY', standard: '', values: `at least ${MIN_KEY_LENGTH} characters long, without spaces`, about: 'API key of the administrator, good for every dialect; made and shown once when not given. A new value at a later start is added to the keys there are.', secret: true, read: apiKey }),
  preset: setting({ name: 'TOLMACH_PRESET', standard: '', values: 'the name of a preset, such as rukovoditel-default', about: 'First start: load this application too.', read: withoutSpaces }),
  demo: setting({ name: 'TOLMACH_DEMO', standard: '', values: '1 or 0', about: 'First start: load demo data. When not given: `1` if login, password and key are not given either, else `0`.', read: oneOrZero }),
  publicUrl: setting({ name: 'TOLMACH_PUBLIC_URL', standard: '', values: 'an address such as https://crm.example.ru', about: 'Address under which others reach the server, when it stands behind a proxy.', read: webAddress }),
  bodyLimitMb: setting({ name: 'TOLMACH_BODY_LIMIT_MB', standard: '10', values: 'a whole number from 1 to 1024', about: 'Largest request body, in megabytes.', read: wholeNumber(1, 1024) }),
  fileLimitMb: setting({ name: 'TOLMACH_FILE_LIMIT_MB', standard: String(MAX_FILE_MB), values: 'a whole number from 1 to 1024', about: 'Largest attached file, in megabytes.', read: wholeNumber(1, 1024) }),
  refusedTypes: setting({ name: 'TOLMACH_FILE_TYPES_REFUSED', standard: REFUSED_TYPES.join(','), values: 'endings of file names such as exe,bat, or none', about: 'Attached files with these endings are refused, whatever the case; `none` takes all.', read: fileTypes }),
  log: setting({ name: 'TOLMACH_LOG', standard: 'warn', values: `one of ${LOG_LEVELS.join(', ')}`, about: 'How much is logged, as JSON lines on the error output.', read: logLevel }),
  trustProxy: setting({ name: 'TOLMACH_TRUST_PROXY', standard: '0', values: '1 or 0', about: 'Take the address of the caller from `X-Forwarded-For`: only behind a proxy of your own.', read: oneOrZero }),
  allowPrivate: setting({ name: 'TOLMACH_ALLOW_PRIVATE', standard: '', values: 'ranges such as 10.0.0.0/8 and host names, with commas between', about: 'Addresses of your own network that the server may call when a client names them, as where a file is to be fetched from; without it the open internet alone.', read: allowances }),
  webhookRetries: setting({ name: 'TOLMACH_WEBHOOK_RETRIES', standard: STANDARD_SCHEDULE, values: 'pauses such as 0s,5s,5m,2h,1d with commas between', about: 'Pauses before the tries of a delivery to a webhook; after the last one it is given up until somebody replays it.', read: readSchedule }),
  eventsDays: setting({ name: 'TOLMACH_EVENTS_DAYS', standard: '30', values: 'a whole number from 1 to 3650', about: 'Days for which events and what became of their deliveries are kept; what still waits is kept longer.', read: wholeNumber(1, 3650) }),
  extensions: setting({ name: 'TOLMACH_EXTENSIONS', standard: './extensions', values: 'a folder', about: 'Folder of extensions: code of your own that is called when something happens.', read: anything }),
  metrics: setting({ name: 'TOLMACH_METRICS', standard: 'key', values: `one of ${METRICS.join(', ')}`, about: 'Who reads `/metrics`: `key`, who has the API key of an administrator; `open`, everybody; `off`, nobody.', read: (text) => METRICS.find((known) => known === text) }),
  envFile: setting({ name: 'TOLMACH_ENV_FILE', standard: './tolmach.env', values: 'a file', about: 'File with more settings, one `NAME=value` a line; the environment wins. Read from the environment alone.', read: anything }),
};

export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataFolder: string;
  readonly database: { readonly url: string; readonly schema: string | undefined } | undefined;
  readonly timeZone: string;
  readonly administrator: { readonly login: string | undefined; readonly password: string | undefined; readonly key: string | undefined };
  /** An application to load on the first start. */
  readonly preset: string | undefined;
  readonly demo: boolean;
  readonly publicUrl: string | undefined;
  readonly bodyLimitBytes: number;
  readonly fileLimits: FileLimits;
  readonly logLevel: LogLevel;
  readonly trustProxy: boolean;
  /** Ranges and host names beside the open internet, for `createGuardedFetch`. */
  readonly allowPrivate: readonly string[];
  readonly webhookRetries: RetrySchedule;
  readonly eventsDays: number;
  /** Absolute. */
  readonly extensionsFolder: string;
  /** Who reads `/metrics`. */
  readonly metrics: (typeof METRICS)[number];
  /** By the name of the dialect, then by the name of the setting. */
  readonly dialects: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What is odd and stops nothing. */
  readonly warnings: readonly string[];
}

export interface SettingsSource {
  readonly env: NamedTexts;
  /** The text of the settings file, where there is one. */
  readonly fileText: string | undefined;
  readonly dialects: readonly Dialect[];
  /** The folder that relative paths start from. */
  readonly folder: string;
}

const MEGABYTE = 1024 * 1024;

/** Reads all settings; throws one Refusal with every mistake. */
export function parseSettings({ env, fileText, dialects, folder }: SettingsSource): Settings {
  const file = parseSettingsFile(fileText ?? '');
  const mistakes = [...file.mistakes];
  const given = (name: string): string => [env[name], file.values[name]].find((text) => text !== undefined && text.trim() !== '')?.trim() ?? '';
  const take = <Value>(line: Setting<Value>): Value | undefined => {
    const text = given(line.name);
    if (text !== '') {
      const value = line.read(text);
      if (value !== undefined) return value;
      mistakes.push(`${line.name} must be ${line.values}${line.secret === true ? '' : `, not "${text}"`}.`);
    }
    return line.standard === '' ? undefined : line.read(line.standard);
  };

  const databaseUrl = take(SETTINGS.databaseUrl);
  const schema = take(SETTINGS.databaseSchema);
  const administrator = { login: take(SETTINGS.adminLogin), password: take(SETTINGS.adminPassword), key: take(SETTINGS.apiKey) };
  const settings: Settings = {
    host: take(SETTINGS.host) ?? '',
    port: take(SETTINGS.port) ?? 0,
    dataFolder: resolve(folder, take(SETTINGS.data) ?? ''),
    database: databaseUrl === undefined ? undefined : { url: databaseUrl, schema },
    timeZone: take(SETTINGS.timeZone) ?? 'UTC',
    administrator,
    preset: take(SETTINGS.preset),
    demo: take(SETTINGS.demo) ?? Object.values(administrator).every((value) => value === undefined),
    publicUrl: take(SETTINGS.publicUrl),
    bodyLimitBytes: (take(SETTINGS.bodyLimitMb) ?? 0) * MEGABYTE,
    fileLimits: { maxBytes: (take(SETTINGS.fileLimitMb) ?? 0) * MEGABYTE, refusedTypes: take(SETTINGS.refusedTypes) ?? new Set() },
    logLevel: take(SETTINGS.log) ?? 'warn',
    trustProxy: take(SETTINGS.trustProxy) ?? false,
    allowPrivate: take(SETTINGS.allowPrivate) ?? [],
    webhookRetries: take(SETTINGS.webhookRetries) ?? [],
    eventsDays: take(SETTINGS.eventsDays) ?? 0,
    extensionsFolder: resolve(folder, take(SETTINGS.extensions) ?? ''),
    metrics: take(SETTINGS.metrics) ?? 'key',
    dialects: Object.fromEntries(dialects.map((dialect) => [dialect.name, Object.fromEntries(dialect.settings.map((line) => [line.name, take(ofDialect(line)) ?? '']))])),
    warnings: unknownNames(dialects, env, file.values),
  };
  if (mistakes.length > 0) throw new Refusal(mistakes);
  return settings;
}

/** A dialect's setting in the form of the table above. */
export function ofDialect({ name, standard, values, form, about }: DialectSetting): Setting<string> {
  return {
    name, standard, about,
    values: form?.words ?? (values.length === 0 ? 'a text' : `one of ${values.join(', ')}`),
    read: (text) => ((values.length === 0 || values.includes(text)) && (form === undefined || form.pattern.test(text)) ? text : undefined),
  };
}

function unknownNames(dialects: readonly Dialect[], env: NamedTexts, file: NamedTexts): readonly string[] {
  const known = [...Object.values(SETTINGS).map(({ name }) => name), ...dialects.flatMap((dialect) => dialect.settings.map(({ name }) => name))];
  // The test suite has names of its own, which the server it starts inherits.
  const ours = Object.keys(env).filter((name) => name.startsWith('TOLMACH_') && !name.startsWith('TOLMACH_TEST_'));
  return [...new Set([...ours, ...Object.keys(file)])].filter((name) => !known.includes(name)).map((name) => {
    const nearest = nearestName(name, known);
    return `There is no setting ${name}${nearest === undefined ? '' : `: is ${nearest} meant?`}`;
  });
}

function setting<Value>(line: Setting<Value>): Setting<Value> {
  return line;
}

function anything(text: string): string {
  return text;
}

function withoutSpaces(text: string): string | undefined {
  return /\s/u.test(text) ? undefined : text;
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined);
}

function atLeast(length: number): (text: string) => string | undefined {
  return (text) => (text.length >= length ? text : undefined);
}

function apiKey(text: string): string | undefined {
  return text.length >= MIN_KEY_LENGTH ? withoutSpaces(text) : undefined;
}

function wholeNumber(least: number, most: number): (text: string) => number | undefined {
  return (text) => (/^\d{1,9}$/u.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined);
}

function oneOrZero(text: string): boolean | undefined {
  return text === '1' ? true : text === '0' ? false : undefined;
}

function fileTypes(text: string): ReadonlySet<string> | undefined {
  const types = text.toLowerCase().split(',').map((type) => type.trim().replace(/^\./u, '')).filter((type) => type !== '');
  if (types.length === 1 && types[0] === 'none') return new Set();
  return types.length > 0 && types.every((type) => /^[\p{L}\p{N}_-]{1,20}$/u.test(type)) ? new Set(types) : undefined;
}

function allowances(text: string): readonly string[] | undefined {
  const entries = text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
  return entries.length > 0 && createAllowance(entries) !== undefined ? entries : undefined;
}

function logLevel(text: string): LogLevel | undefined {
  return LOG_LEVELS.find((level) => level === text);
}

function timeZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone === '' ? undefined : text;
  } catch {
    return undefined;
  }
}

function webAddress(text: string): string | undefined {
  return /^https?:\/\/[^\s/?#]+/iu.test(text) && URL.canParse(text) ? text.replace(/\/+$/u, '') : undefined;
}

function postgresUrl(text: string): string | undefined {
  return /^postgres(ql)?:\/\//iu.test(text) && URL.canParse(text) ? text : undefined;
}
