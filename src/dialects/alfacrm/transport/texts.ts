/** Words of protocol errors (alfaCRM contract 1.3) and of refused writes (4.3). */
export const NOT_AUTHORIZED = 'Not Authorized';
export const ACCESS_DENIED = 'Access Denied';
export const BAD_TOKEN = 'Your request was made with invalid credentials.';
export const PAGE_NOT_FOUND = 'Page not found.';
export const RATE_LIMIT = 'Rate limit exceeded.';
export const WRONG_METHOD = 'Method Not Allowed. This URL can only handle the following request methods: POST.';
export const INTERNAL_ERROR = 'An internal server error occurred.';
export const UNAVAILABLE = 'The service is temporarily unavailable, please try again.';
export const TOO_LARGE = 'The request body is too large.';
export const NOT_JSON = 'Тело запроса не является объектом JSON.';

export function missingParameters(names: readonly string[]): string {
  return `Отсутствуют обязательные параметры: ${names.join(', ')}`;
}

export const REFUSED = 'Запрос отклонён.';
export const IN_USE = 'Запись используется, её нельзя удалить.';

export const required = (label: string): string => `Необходимо заполнить «${label}».`;
export const wrongFormat = (label: string): string => `Неверный формат значения «${label}».`;
export const unknownValue = (label: string): string => `Значение «${label}» неверно.`;
export const tooLong = (label: string, limit: number): string => `Значение «${label}» должно содержать максимум ${limit} символов.`;
export const outOfRange = (label: string): string => `Значение «${label}» вне допустимых границ.`;
export const taken = (label: string): string => `Значение «${label}» уже занято.`;
export const readOnly = (label: string): string => `Значение «${label}» нельзя изменить.`;
