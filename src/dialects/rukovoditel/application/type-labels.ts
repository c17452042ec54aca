import type { Label } from '../../../core/metadata/definitions.ts';

/** The names of reserved fields, which store none of their own (Rukovoditel contract 2.10). */
export const TYPE_LABELS: Readonly<Record<string, Label>> = {
  action: { en: 'Action', ru: 'Действие' },
  id: { en: 'ID', ru: 'ID' },
  date_added: { en: 'Date Added', ru: 'Дата добавления' },
  date_updated: { en: 'Date Updated', ru: 'Дата изменения' },
  created_by: { en: 'Created By', ru: 'Создано' },
  parent_item_id: { en: 'Parent', ru: 'Связь' },
};
