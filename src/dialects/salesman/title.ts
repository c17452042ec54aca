const LEGAL_FORM = /^(ООО|ЗАО|ОАО)(?![\p{L}\p{N}])\s*/u;

/**
 * A client's title as this vendor keeps it: without HTML tags, the legal form behind the name (`ООО Тест 1` → `Тест 1,
 * ООО`; SalesMan contract 2.0.6). Quotation marks stay as sent.
 */
export function cleanTitle(title: string): string {
  const plain = title.replace(/<[^>]*>/gu, '').trim();
  const form = LEGAL_FORM.exec(plain);
  if (form === null) return plain;
  const name = plain.slice(form[0].length).trim();
  return name === '' ? plain : `${name}, ${form[1] ?? ''}`;
}
