import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openZone } from './time.ts';

test('an unknown zone is refused', () => {
  expect(() => openZone('Марс/Олимп')).toThrow(RangeError);
});

test('an instant shows as the wall clock of the zone', () => {
  const perm = openZone('Asia/Yekaterinburg');
  expect(perm.toLocal(Date.UTC(2024, 2, 11, 4, 15, 2))).toEqual({ year: 2024, month: 3, day: 11, hour: 9, minute: 15, second: 2 });
});

test('a zone that once had summer time keeps its old offsets', () => {
  const moscow = openZone('Europe/Moscow');
  expect(moscow.toLocal(Date.UTC(2010, 6, 1, 12)).hour).toBe(16);
  expect(moscow.toLocal(Date.UTC(2012, 6, 1, 12)).hour).toBe(16);
  expect(moscow.toLocal(Date.UTC(2024, 6, 1, 12)).hour).toBe(15);
});

test('wall clock and instant agree in every zone, save inside a change of clocks', () => {
  const zones = ['Europe/Moscow', 'Asia/Kamchatka', 'UTC', 'Asia/Kolkata'].map(openZone);
  fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: Date.UTC(2012, 0) / 1000, max: Date.UTC(2040, 0) / 1000 }), (zone, second) => {
    const again = zone.toInstant(zone.toLocal(second * 1000));
    expect(Math.abs(again - second * 1000)).toBeLessThanOrEqual(2 * 3_600_000);
    expect(zone.toLocal(again)).toEqual(zone.toLocal(second * 1000));
  }));
});
