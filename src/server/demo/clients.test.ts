import { describe, expect, test } from 'vitest';
import { buildDemoClients } from './clients.ts';
import { DEMO_USERS } from './users.ts';

const NOW = Date.UTC(2026, 4, 20, 9);
const YEAR_MS = 365 * 86_400_000;
const clients = buildDemoClients(NOW);
const phones = clients.flatMap(({ values, persons }) => [values, ...persons.map((person) => person.values)]).flatMap((values) => [values['phones'] ?? [], values['mobiles'] ?? []].flat());

/** The check of a taxpayer number as the tax service defines it. */
function isInn(inn: string): boolean {
  const digit = (weights: readonly number[]): number => (weights.reduce((sum, weight, index) => sum + weight * Number(inn[index]), 0) % 11) % 10;
  if (inn.length === 10) return digit([2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(inn[9]);
  return inn.length === 12 && digit([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(inn[10]) && digit([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(inn[11]);
}

describe('the demo clients', () => {
  test('are the same on every machine', () => {
    expect(buildDemoClients(NOW)).toEqual(clients);
  });

  test('are three hundred different companies, traders and persons', () => {
    expect(new Set(clients.map(({ name }) => name)).size).toBe(300);
    const kinds = Map.groupBy(clients, ({ name }) => (name.startsWith('ООО «') ? 'company' : name.startsWith('ИП ') ? 'trader' : 'person'));
    expect([...kinds.values()].every((some) => some.length > 30)).toBe(true);
  });

  test('came in one after another over the last two years', () => {
    const dates = clients.map(({ createdAt }) => createdAt);
    expect(dates).toEqual(dates.toSorted((left, right) => left - right));
    expect(dates[0]).toBeLessThan(NOW - 1.9 * YEAR_MS);
    expect(dates.at(-1)).toBeLessThanOrEqual(NOW);
    const hanging = clients.flatMap(({ createdAt, persons, deals, tasks, talks }) => [persons, deals, tasks, talks].flat().map((record) => record.createdAt >= createdAt && record.createdAt <= NOW));
    expect(hanging).not.toContain(false);
  });

  test('have phones that ring nowhere, each but once', () => {
    expect(phones.filter((phone) => !/^\+7\((945\)\d|[348]\d\d\)0)\d\d-\d\d-\d\d$/u.test(String(phone)))).toEqual([]);
    expect(new Set(phones).size).toBe(phones.length);
  });

  test('have addresses in domains that belong to nobody', () => {
    const mails = clients.flatMap(({ values, persons }) => [values, ...persons.map((person) => person.values)]).flatMap((values) => values['emails'] ?? []);
    expect(mails.filter((mail) => !/^[a-z0-9.-]+@([a-z0-9-]+\.example|example\.com)$/u.test(String(mail)))).toEqual([]);
  });

  test('have taxpayer numbers that pass the check', () => {
    const numbers = clients.flatMap(({ requisites }) => requisites?.['inn'] ?? []);
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers.filter((inn) => !isInn(inn))).toEqual([]);
  });

  test('belong to colleagues of the demo', () => {
    const logins = new Set(DEMO_USERS.map(({ login }) => login));
    expect(clients.filter(({ owner }) => !logins.has(owner))).toEqual([]);
    expect(new Set(clients.map(({ owner }) => owner)).size).toBe(logins.size);
  });
});
