import type { City } from './words.ts';
import type { Random } from './random.ts';

/** A tax office that does not exist, so that no number here is that of a real company. */
const OFFICE = '00';

/** A taxpayer number of a company: 10 digits, the last of them a check digit. */
export function companyInn(city: City, random: Random): string {
  return withCheckDigit(`${city.region}${OFFICE}${digits(random, 5)}`, [2, 4, 10, 3, 5, 9, 4, 6, 8]);
}

/** A taxpayer number of a person: 12 digits, the last two of them check digits. */
export function personInn(city: City, random: Random): string {
  const first = withCheckDigit(`${city.region}${OFFICE}${digits(random, 6)}`, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
  return withCheckDigit(first, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
}

/** The requisites of a company or a sole trader, by the names of our fields. */
export function buildRequisites(kind: 'company' | 'trader', legalName: string, head: string, city: City, random: Random): Readonly<Record<string, string>> {
  const company = kind === 'company';
  return {
    legal_name: legalName,
    legal_name_short: legalName,
    inn: company ? companyInn(city, random) : personInn(city, random),
    ...(company ? { kpp: `${city.region}${OFFICE}01001`, head_post: 'Директор', head_post_genitive: 'Директора', head_grounds: 'Устава' } : {}),
    ogrn: registrationNumber(company, city, random),
    bank: `Демо-Банк, г. ${city.name}`,
    bik: `04${city.region}00${digits(random, 3)}`,
    correspondent_account: `30101810${digits(random, 12)}`,
    settlement_account: `${company ? '40702810' : '40802810'}${digits(random, 12)}`,
    head_signature: head,
    legal_address: `г. ${city.name}, ул. Примерная, д. ${random.whole(1, 120)}`,
  };
}

/** State registration: 13 digits for a company, 15 for a sole trader; the last is the rest of a division. */
function registrationNumber(company: boolean, city: City, random: Random): string {
  const body = company ? `1${random.whole(10, 25)}${city.region}00${digits(random, 5)}` : `3${random.whole(10, 25)}${city.region}00${digits(random, 7)}`;
  return `${body}${(Number(body) % (company ? 11 : 13)) % 10}`;
}

function withCheckDigit(body: string, weights: readonly number[]): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${(sum % 11) % 10}`;
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(random.whole(0, 9))).join('');
}
