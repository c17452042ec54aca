const MOBILE = /^9\d{9}$/u;
const RUSSIAN = /^[78](\d{10})$/u;

/**
 * A phone as it is kept (alfaCRM contract 3.10): ten digits from 9 on, or eleven from 7 or 8, become `+7(XXX)XXX-XX-XX`;
 * anything else stays as it was typed.
 */
export function storedPhone(typed: string): string {
  const digits = typed.replaceAll(/\D/gu, '');
  const national = MOBILE.test(digits) ? digits : RUSSIAN.exec(digits)?.[1];
  if (national === undefined || /[^\d\s()+.-]/u.test(typed)) return typed;
  return national.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/u, '+7($1)$2-$3-$4');
}
