import { randomOf } from '../support/random.ts';

/** Choices that follow from a seed alone, so that a request can be made again from its number. */
export interface Dice {
  chance(probability: number): boolean;
  /** A whole number from 0 to `below` - 1. */
  number(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** So many of these at random, in their order. */
  some<Item>(items: readonly Item[], probability: number): readonly Item[];
  bytes(length: number): Buffer;
}

export function diceOf(seed: number): Dice {
  const random = randomOf(seed);
  const number = (below: number): number => Math.floor(random() * below);
  return {
    chance: (probability) => random() < probability,
    number,
    pick(items) {
      const item = items[number(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    some: (items, probability) => items.filter(() => random() < probability),
    bytes: (length) => Buffer.from(Array.from({ length }, () => number(256))),
  };
}
