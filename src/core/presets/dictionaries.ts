import { defineEntity, type EntityDefinition, type FieldDefinition } from '../metadata/definitions.ts';
import { choice, flag, integer, text } from '../metadata/field-drafts.ts';

/** What kind of company or person a client is. */
export const CLIENT_KINDS = ['company', 'person', 'partner', 'contractor', 'competitor'] as const;

function dictionary(name: string, ru: string, en: string, fields: readonly FieldDefinition[] = []): EntityDefinition {
  return defineEntity({
    name, label: { ru, en }, kind: 'dictionary', heading: 'title', unique: [['title']],
    fields: [
      text('title', 'Название', 'Title', { required: true, settings: { matched: true } }),
      flag('standard', 'По умолчанию', 'Default'),
      integer('position', 'Порядок', 'Order'),
      ...fields,
    ],
  });
}

const color = text('color', 'Цвет', 'Colour', { settings: { maxLength: 20 } });

/** The lists of values that records point at. */
export const DICTIONARIES: readonly EntityDefinition[] = [
  dictionary('industry', 'Отрасль', 'Industry', [choice('client_kind', CLIENT_KINDS, 'Для клиентов вида', 'For clients of kind')]),
  dictionary('territory', 'Территория', 'Territory'),
  dictionary('relation', 'Тип отношений', 'Relation', [color]),
  dictionary('source', 'Источник', 'Source', [text('utm_source', 'UTM-метка', 'UTM source'), text('phone_line', 'Входящая линия', 'Phone line')]),
  dictionary('loyalty', 'Лояльность', 'Loyalty', [color]),
  dictionary('department', 'Отдел', 'Department', [text('external_id', 'Код', 'Code')]),
  dictionary('activity_type', 'Вид активности', 'Activity type', [color]),
  dictionary('deal_stage', 'Этап сделки', 'Deal stage', [integer('percent', 'Процент', 'Percent')]),
  dictionary('deal_type', 'Тип сделки', 'Deal type'),
  dictionary('deal_direction', 'Направление', 'Direction'),
];
