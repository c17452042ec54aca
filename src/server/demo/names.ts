import type { Random } from './random.ts';
import { COMPANY_ENDS, COMPANY_MIDDLES, COMPANY_NOUNS, COMPANY_STARTS, FEMALE_NAMES, MALE_NAMES, PATRONYMICS, SURNAMES } from './words.ts';

/** A name in the forms that papers ask for. */
export interface FullName {
  /** `Иванова Анна Петровна` */
  readonly full: string;
  /** `Иванова А.П.` */
  readonly short: string;
  readonly surname: string;
}

export function personName(random: Random): FullName {
  const woman = random.chance(0.5);
  const given = random.pick(woman ? FEMALE_NAMES : MALE_NAMES);
  const patronymic = woman ? random.pick(PATRONYMICS).replace(/ич$/u, 'на') : random.pick(PATRONYMICS);
  const surname = `${random.pick(SURNAMES)}${woman ? 'а' : ''}`;
  return { full: `${surname} ${given} ${patronymic}`, short: `${surname} ${given.slice(0, 1)}.${patronymic.slice(0, 1)}.`, surname };
}

/** The part of a company's name that stands between the quotation marks. */
export function companyName(random: Random): string {
  if (random.chance(0.12)) return random.pick(COMPANY_NOUNS);
  return `${random.pick(COMPANY_STARTS)}${random.pick(COMPANY_MIDDLES)}${random.chance(0.6) ? random.pick(COMPANY_ENDS) : ''}`;
}

/** Calls a maker until it gives something that is not taken yet. */
export function untaken<Made>(taken: Set<string>, keyOf: (made: Made) => string, make: () => Made): Made {
  for (;;) {
    const made = make();
    if (taken.has(keyOf(made))) continue;
    taken.add(keyOf(made));
    return made;
  }
}
