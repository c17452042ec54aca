import type { Parameters, WireValue } from '../../transport/parameters.ts';

/** How `error.code` is sent; the setting `errorCodeType` chooses (SalesMan contract 1.4). */
export type ErrorCodeType = 'string' | 'number';

/** What an error answer says. */
export interface WireFault {
  readonly code: number;
  /** Shown to people; the documentation calls it an HTML message, so whatever a client sent must be escaped in it. */
  readonly text: string;
  /** Members sent between `result` and `error`, in this order: `data`, `exists` (SalesMan contract 2.1.4). */
  readonly extra?: Parameters;
  /** For the few codes which the documentation shows as a number in every case, such as 302 of `deal/change.step`. */
  readonly numericCode?: boolean;
}

/** Ends a request with an error envelope. Thrown, so that a reader deep inside an endpoint can refuse. */
export class WireError extends Error {
  readonly fault: WireFault;

  constructor(fault: WireFault, options?: ErrorOptions) {
    super(`${fault.code} ${fault.text}`, options);
    this.name = 'WireError';
    this.fault = fault;
  }
}

/** SalesMan documentation, general page: "Возможные ответы в случае ошибок (общие для всех методов)". */
export const WRONG_API_KEY: WireFault = { code: 400, text: 'Не верный API key' };

/** SalesMan documentation, general page. Blocked users get it too (SalesMan contract 1.5). */
export const UNKNOWN_USER: WireFault = { code: 401, text: 'Неизвестный пользователь' };

/** SalesMan documentation, general page. Unknown methods and unknown actions alike (SalesMan contract 1.5). */
export const UNKNOWN_METHOD: WireFault = { code: 402, text: 'Неизвестный метод' };

/** SalesMan contract 1.5: the cause goes to our log, never to the client. */
export const INTERNAL_ERROR: WireFault = { code: 500, text: 'Внутренняя ошибка' };

/** 405 of the SalesMan documentation: `missing('Название клиента')` → «Отсутствуют параметры - Название клиента». */
export function missing(what: string): WireFault {
  return { code: 405, text: `Отсутствуют параметры - ${what}` };
}

/** The body of an error answer: a bare object, `code` inside `error` only (SalesMan contract 1.4). */
export function errorEnvelope(fault: WireFault, codeType: ErrorCodeType): { [name: string]: WireValue } {
  const { code, text, extra, numericCode } = fault;
  const wireCode = codeType === 'number' || numericCode === true ? code : String(code);
  return { result: 'Error', ...extra, error: { code: wireCode, text } };
}
