import { defineEntity } from '../../core/metadata/definitions.ts';
import { files, instant, integer, json, text } from '../../core/metadata/field-drafts.ts';
import type { Preset } from '../../core/presets/preset.ts';

/** What every Rukovoditel has beside its entities: a person's parts of the name, numbers of groups, saved reports. */
export const RUKOVODITEL_PRESET: Preset = {
  name: 'rukovoditel',
  entities: [
    defineEntity({
      name: 'report', label: { ru: 'Отчёт', en: 'Report' }, kind: 'dictionary', heading: 'title', unique: [['number']],
      fields: [
        text('title', 'Название', 'Name', { required: true }),
        text('entity', 'Сущность', 'Entity', { required: true }),
        json('filters', 'Условия', 'Filters'),
        text('sorting', 'Порядок', 'Order', { settings: { maxLength: 1000 } }),
        integer('number', 'Номер', 'Number'),
      ],
    }),
  ],
  added: [
    { entity: 'role', fields: [integer('number', 'Номер группы', 'Number of the group')] },
    {
      entity: 'user',
      fields: [
        text('first_name', 'Имя', 'First name'),
        text('last_name', 'Фамилия', 'Last name'),
        files('photo', 'Фото', 'Photo', { settings: { maxItems: 1 } }),
        text('language', 'Язык', 'Language', { settings: { maxLength: 50 } }),
        text('skin', 'Оформление', 'Skin', { settings: { maxLength: 50 } }),
        instant('last_login_at', 'Последний вход', 'Last login'),
      ],
    },
  ],
  seeds: [],
};
