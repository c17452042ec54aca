import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stopOnSignal } from './stop-on-signal.ts';

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = (): Promise<void> => new Promise(() => undefined);

test('ends with 0 when all that ran is finished', async () => {
  const fake = new FakeProcess();
  stopOnSignal(fake, () => Promise.resolve(), () => undefined);
  fake.emit('SIGTERM', 'SIGTERM');
  await vi.advanceTimersByTimeAsync(0);
  expect(fake.exits).toEqual([0]);
});

test('ends with 1, and says why, when it cannot stop in good order', async () => {
  const fake = new FakeProcess();
  const complaints: unknown[] = [];
  stopOnSignal(fake, () => Promise.reject(new Error('disk')), (error) => complaints.push(error));
  fake.emit('SIGINT', 'SIGINT');
  await vi.advanceTimersByTimeAsync(0);
  expect([fake.exits, complaints]).toEqual([[1], [new Error('disk')]]);
});

test('ends at once when told the same again, but not by an echo or by another wish', async () => {
  const fake = new FakeProcess();
  stopOnSignal(fake, never, () => undefined);
  fake.emit('SIGINT', 'SIGINT');
  await vi.advanceTimersByTimeAsync(200);
  fake.emit('SIGINT', 'SIGINT');
  await vi.advanceTimersByTimeAsync(1000);
  fake.emit('SIGTERM', 'SIGTERM');
  expect(fake.exits).toEqual([]);
  fake.emit('SIGINT', 'SIGINT');
  expect(fake.exits).toEqual([1]);
});

test('ends within ten seconds whatever still runs', async () => {
  const fake = new FakeProcess();
  stopOnSignal(fake, never, () => undefined);
  fake.emit('SIGTERM', 'SIGTERM');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fake.exits).toEqual([0]);
});
