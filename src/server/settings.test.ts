import { describe, expect, test } from 'vitest';
import { TINY } from '../../test/support/tiny-dialect.ts';
import alfacrm from '../dialects/alfacrm/index.ts';
import { Refusal } from './refusal.ts';
import { parseSettings, type Settings } from './settings.ts';

const read = (env: Readonly<Record<string, string>>, fileText?: string): Settings => parseSettings({ env, fileText, dialects: [TINY], folder: '/srv' });

function refusalOf(env: Readonly<Record<string, string>>, fileText?: string): readonly string[] {
  try {
    read(env, fileText);
  } catch (error) {
    if (error instanceof Refusal) return error.sentences;
    throw error;
  }
  return [];
}

describe('what is refused', () => {
  test('names every mistake at once, in plain sentences', () => {
    expect(refusalOf({ TOLMACH_PORT: '80a', TOLMACH_TIME_ZONE: 'Mars/Olympus', TOLMACH_DEMO: 'yes', TOLMACH_TINY_MODE: 'loud' }, 'TOLMACH_LOG=chatty\nnonsense')).toEqual([
      'Line 2 of the settings file is not of the form KEY=value.',
      'TOLMACH_PORT must be a whole number from 0 to 65535, not "80a".',
      'TOLMACH_TIME_ZONE must be the name of a time zone, such as Asia/Yekaterinburg, not "Mars/Olympus".',
      'TOLMACH_DEMO must be 1 or 0, not "yes".',
      'TOLMACH_LOG must be one of silent, fatal, error, warn, info, debug, not "chatty".',
      'TOLMACH_TINY_MODE must be one of plain, fancy, not "loud".',
    ]);
  });

  test('a setting of a dialect that is of another form than it says', () => {
    const env = { TOLMACH_ALFACRM_TOKEN_TTL_S: 'hour', TOLMACH_ALFACRM_RATE: '-1' };
    const parse = (): Settings => parseSettings({ env, fileText: undefined, dialects: [alfacrm], folder: '/srv' });
    expect(parse).toThrow(Refusal);
    expect(parse).toThrow('TOLMACH_ALFACRM_TOKEN_TTL_S must be a whole number of seconds, not "hour".');
    expect(parse).toThrow('TOLMACH_ALFACRM_RATE must be a number of calls a second, 0 for no limit, not "-1".');
  });

  test('never repeats a secret', () => {
    expect(refusalOf({ TOLMACH_API_KEY: 'short-key', TOLMACH_ADMIN_PASSWORD: 'pass', DATABASE_URL: 'mysql://u:secret@h/d' })).toEqual([
      'DATABASE_URL must be of the form postgres://user:password@host:port/database.',
      'TOLMACH_ADMIN_PASSWORD must be at least 8 characters long.',
      'TOLMACH_API_KEY must be at least 20 characters long, without spaces.',
    ]);
  });

  test('refuses a port and limits out of range, and endings that are none', () => {
    expect(refusalOf({ TOLMACH_PORT: '65536', TOLMACH_BODY_LIMIT_MB: '0', TOLMACH_FILE_LIMIT_MB: '2000', TOLMACH_FILE_TYPES_REFUSED: '*.exe' })).toHaveLength(4);
  });
});

test('stands on its own feet when nothing is given', () => {
  expect(read({})).toEqual({
    host: '127.0.0.1', port: 8080, dataFolder: '/srv/data', database: undefined, timeZone: 'Europe/Moscow',
    administrator: { login: undefined, password: undefined, key: undefined }, demo: true, publicUrl: undefined,
    bodyLimitBytes: 10_485_760,
    fileLimits: { maxBytes: 26_214_400, refusedTypes: new Set(['exe', 'bat', 'cmd', 'com', 'scr', 'msi', 'js', 'vbs', 'ps1', 'sh', 'php', 'phtml', 'jar', 'dll']) },
    logLevel: 'warn', trustProxy: false, allowPrivate: [],
    webhookRetries: [0, 5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 86_400_000, 86_400_000], eventsDays: 30,
    extensionsFolder: '/srv/extensions', metrics: 'key', dialects: { tiny: { TOLMACH_TINY_MODE: 'plain' } }, warnings: [],
  });
});

test('takes the environment before the file, and an empty text for nothing', () => {
  const file = '# our server\nTOLMACH_PORT=9000\r\nexport TOLMACH_HOST="0.0.0.0"\n\nTOLMACH_TINY_MODE=fancy\n';
  const settings = read({ TOLMACH_PORT: '9001', TOLMACH_HOST: '' }, file);
  expect(settings).toMatchObject({ port: 9001, host: '0.0.0.0', dialects: { tiny: { TOLMACH_TINY_MODE: 'fancy' } } });
});

test('takes endings of files in any case, with points and spaces, or none at all', () => {
  expect(read({ TOLMACH_FILE_TYPES_REFUSED: ' .EXE, Bat ' }).fileLimits.refusedTypes).toEqual(new Set(['exe', 'bat']));
  expect(read({ TOLMACH_FILE_TYPES_REFUSED: 'none', TOLMACH_FILE_LIMIT_MB: '1' }).fileLimits).toEqual({ maxBytes: 1_048_576, refusedTypes: new Set() });
});

test('loads demo data by itself only for an installation that nobody set up', () => {
  expect(read({ TOLMACH_API_KEY: 'a-key-of-twenty-chars' }).demo).toBe(false);
  expect(read({ TOLMACH_ADMIN_LOGIN: 'boss', TOLMACH_DEMO: '1' }).demo).toBe(true);
  expect(read({ TOLMACH_DEMO: '0' }).demo).toBe(false);
});

test('takes ranges and host names of the operator’s network, and none that it cannot read', () => {
  expect(refusalOf({ TOLMACH_ALLOW_PRIVATE: '10.0.0.0/33, files.corp' })).toEqual(['TOLMACH_ALLOW_PRIVATE must be ranges such as 10.0.0.0/8 and host names, with commas between, not "10.0.0.0/33, files.corp".']);
  expect(refusalOf({ TOLMACH_ALLOW_PRIVATE: ',' })).toHaveLength(1);
  expect(read({ TOLMACH_ALLOW_PRIVATE: '10.1.0.0/16, files.corp,,fd00::/8' }).allowPrivate).toEqual(['10.1.0.0/16', 'files.corp', 'fd00::/8']);
});

test('warns of a name that is no setting and offers the nearest one', () => {
  expect(read({ TOLMACH_PROT: '1', TOLMACH_SOMETHING_ELSE: '1', TOLMACH_TEST_DATABASE_URL: 'x', HOME: '/' }, 'DATABASE_URI=x').warnings).toEqual([
    'There is no setting TOLMACH_PROT: is TOLMACH_PORT meant?',
    'There is no setting TOLMACH_SOMETHING_ELSE',
    'There is no setting DATABASE_URI: is DATABASE_URL meant?',
  ]);
});
