import { CrmError, type ErrorCode, type ErrorFacts, type FieldFault } from '../../core/errors.ts';
import { INTERNAL_ERROR, missing, UNKNOWN_USER, type WireFault } from './transport/envelope.ts';

/** SalesMan documentation, "Клиенты", answers of `info`, `update` and `delete`. */
export const CLIENT_NOT_FOUND: WireFault = { code: 403, text: 'Клиент с указанным clid не найден в пределах аккаунта указанного пользователя' };
export const NOT_FOUND: WireFault = { code: 404, text: 'Не найдено' };
export const MISSING_CLID: WireFault = missing('clid клиента');
export const MISSING_TITLE: WireFault = missing('Название клиента');
const FORBIDDEN: WireFault = { code: 403, text: 'Недостаточно прав' };
const UNAVAILABLE: WireFault = { code: 500, text: 'Хранилище данных недоступно. Повторите запрос позже' };
const CONFLICT: WireFault = { code: 409, text: 'Запись одновременно изменяют другие запросы. Повторите запрос' };

/** A value that is there but cannot be taken; the documentation has no code of its own for it. */
export function wrongValue(name: string, why: string): WireFault {
  return { code: 405, text: `Неверное значение параметра - ${name}: ${why}` };
}

type NameOf = (field: string) => string;

/** Each refusal of the core in this dialect's words; the compiler asks for all of them. */
const FAULTS = {
  unauthenticated: () => UNKNOWN_USER,
  forbidden: () => FORBIDDEN,
  not_found: () => CLIENT_NOT_FOUND,
  duplicate: (facts) => duplicate(facts),
  in_use: () => ({ code: 406, text: 'Удаление клиента не возможно - есть сделки' }),
  invalid: (facts, nameOf) => invalid(facts, nameOf),
  unknown_entity: () => NOT_FOUND,
  unknown_field: () => NOT_FOUND,
  conflict: () => CONFLICT,
  too_large: () => ({ code: 413, text: 'Запрос слишком велик' }),
  unavailable: () => UNAVAILABLE,
  refused: ({ reason = 'Запрос отклонён' }) => ({ code: 406, text: escapeHtml(reason) }),
} as const satisfies Record<ErrorCode, (facts: ErrorFacts, nameOf: NameOf) => WireFault>;

/** What a refusal of the core says on this wire; `nameOf` gives the vendor's name of a core field. */
export function toFault(error: CrmError, nameOf: NameOf): WireFault {
  return FAULTS[error.code](error.facts, nameOf);
}

/** Whether the operator should hear of it: these are no fault of the caller. */
export function isOurs(error: unknown): boolean {
  return !(error instanceof CrmError) || error.code === 'unavailable';
}

export { INTERNAL_ERROR };

/** SalesMan documentation, `add`: "В случае ошибки 406 в поле data придет clid"; live servers send `exists` as well. */
function duplicate({ id, title }: ErrorFacts): WireFault {
  const clid = id ?? 0;
  return { code: 406, text: `Найден существующий клиент - ${escapeHtml(title ?? '')} (clid = ${clid}). Запрос отклонен.`, extra: { data: clid, exists: clid } };
}

/** The documentation calls error texts HTML messages. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function invalid({ faults = [] }: ErrorFacts, nameOf: NameOf): WireFault {
  const [first] = faults;
  if (first?.fault === 'required') return first.field === 'name' ? MISSING_TITLE : missing(nameOf(first.field));
  const [only, ...others] = faults.map((fault) => ({ name: nameOf(fault.field), why: whyOf(fault) }));
  if (only === undefined) return wrongValue('запрос', 'не принят');
  const rest = others.map(({ name, why }) => `; ${name}: ${why}`).join('');
  return wrongValue(only.name, `${only.why}${rest}`);
}

function whyOf({ fault, limit }: FieldFault): string {
  switch (fault) {
    case 'required': return 'не заполнено';
    case 'wrong_type': return 'неверный тип значения';
    case 'too_long': return `слишком длинное значение (не более ${limit ?? 0})`;
    case 'out_of_range': return 'значение вне допустимых границ';
    case 'bad_text': return 'недопустимый символ';
    case 'unknown_value': return 'такой записи нет';
    case 'read_only': return 'изменить нельзя';
    case 'taken': return 'такое значение уже есть у другой записи';
  }
}
