import type { Answer, Call } from '../call.ts';
import { activeFields, REQUISITES_LABEL, REQUISITES_MEMBER } from '../wire-names.ts';

/** SalesMan documentation, "Клиенты", sample of `fields`. */
const SYSTEM_LABELS = {
  clid: 'Уникальный идентификатор записи клиента в CRM',
  uid: 'Уникальный идентификатор записи клиента в вашей ИС',
  type: 'Тип записи - client,person,concurent,contractor,partner',
  date_create: 'Дата создания. Timestamp',
  date_edit: 'Дата последнего изменения. Timestamp',
} as const;

/** `client/fields`: the members in use and what they mean. */
export async function clientFields({ directory }: Call): Promise<Answer> {
  const labels: Record<string, string> = { ...SYSTEM_LABELS };
  for (const { wire, field } of activeFields(directory.catalog.entity('client'))) {
    if (wire === 'clientpath') labels[REQUISITES_MEMBER] = REQUISITES_LABEL;
    labels[wire] = field.label.ru;
  }
  labels[REQUISITES_MEMBER] ??= REQUISITES_LABEL;
  return { data: labels };
}
