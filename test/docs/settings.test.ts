import { describe, expect, test } from 'vitest';
import { DIALECTS } from '../../src/server/dialects.ts';
import { SETTINGS } from '../../src/server/settings.ts';
import { READMES, readPage } from './pages.ts';

const settings = [...Object.values(SETTINGS), ...DIALECTS.flatMap((dialect) => dialect.settings)].map(({ name, standard }) => ({ name, standard }));

describe.each(READMES)('%s', (page) => {
  const rows = [...readPage(page).matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)` )?\| (.+) \|$/gmu)];

  test('lists every setting with its default, and none that is gone', () => {
    expect(rows.map(([, name, standard = '']) => ({ name, standard }))).toEqual(settings);
  });

  test('names no setting that does not exist', () => {
    const named = readPage(page).match(/\bTOLMACH_[A-Z_]*[A-Z]\b/gu) ?? [];
    const unknown = named.filter((name) => !settings.some((setting) => setting.name === name));
    expect(unknown).toEqual([]);
  });
});
