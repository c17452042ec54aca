import type { Preset } from '../../../core/presets/preset.ts';
import type { FieldValues } from '../../../core/values.ts';
import type { Language } from '../settings.ts';
import { DEFAULT_GROUPS, DEFAULT_RIGHTS } from './access.ts';
import { DEFAULT_ENTITIES } from './entities.ts';
import { DEFAULT_OPTIONS, LIST_TITLES } from './options.ts';

/** Saved reports of the default application: open records only (Rukovoditel contract 4.6). */
const REPORTS: readonly (readonly [number: number, entity: string, title: string, field: string, options: string])[] = [
  [59, 'projects', 'Projects', '157', '37,38,39'], [61, 'tasks', 'Tasks', '169', '46,47,48'], [63, 'tickets', 'Tickets', '186', '60,61,62'],
];

/** Projects, Tasks, Tickets and Discussions with the numbers of the vendor's documentation (Rukovoditel contract 4). */
export function defaultApplication(language: Language): Preset {
  return {
    name: 'rukovoditel-default',
    entities: DEFAULT_ENTITIES,
    added: [],
    seeds: [
      { entity: 'role', by: 'code', records: DEFAULT_GROUPS.map((group) => ({ code: group.code, title: group[language], number: group.number, visibility: group.visibility })) },
      { entity: 'list', by: 'code', records: Object.keys(DEFAULT_OPTIONS).map((code) => ({ code, title: LIST_TITLES[code]?.[language] ?? code, own: true })) },
      { entity: 'option', by: ['list', 'number'], records: Object.entries(DEFAULT_OPTIONS).flatMap(([code, choices]) => choices.map((choice, index): FieldValues => ({
        list: LIST_TITLES[code]?.[language] ?? code, title: choice[language], number: choice.number, position: choice.position ?? index + 1,
        ...(choice.standard === undefined ? {} : { standard: true }), ...(choice.color === undefined ? {} : { color: choice.color }),
      }))) },
      { entity: 'entity_right', by: ['entity', 'role'], records: DEFAULT_RIGHTS },
      { entity: 'report', by: 'number', records: REPORTS.map(([number, entity, title, field, options]) => ({ number, entity, title, filters: JSON.stringify([{ field, condition: 'include', values: options }]) })) },
    ],
  };
}
