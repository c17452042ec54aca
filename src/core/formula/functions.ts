import type { FormulaClock, FormulaFunction } from './formula-function.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import { compareScalars } from './operators.ts';
import { truthOf, type Scalar } from './scalar.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';

const ANY = Number.POSITIVE_INFINITY;
const SECOND = 1000;
/** The end of the year 9999; clocks beyond it, or as far before 1970, have no day. */
const LAST_INSTANT = 253_402_300_799_999;

const firstPresent = (values: readonly Scalar[]): Scalar => values.find((value) => value !== null) ?? null;

const CHOICES: Readonly<Record<string, FormulaFunction>> = {
  IF: { least: 3, most: 3, run: ([condition = null, yes = null, no = null]) => (truthOf(condition) === true ? yes : no) },
  IFNULL: { least: 2, most: 2, run: firstPresent },
  COALESCE: { least: 1, most: ANY, run: firstPresent },
  NULLIF: { least: 2, most: 2, run: ([value = null, other = null]) => (compareScalars(value, other) === 0 ? null : value) },
};

/** Times come as fields keep them: NOW() in milliseconds, CURDATE() as YYYY-MM-DD; UNIX_TIMESTAMP() counts seconds. */
const TIMES: Readonly<Record<string, FormulaFunction>> = {
  NOW: onClock(({ now }) => now),
  CURDATE: onClock(dayOf),
  UNIX_TIMESTAMP: onClock(({ now }) => Math.floor(now / SECOND)),
};

/** Every function of the language by its name in capitals. */
export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(Object.entries({ ...CHOICES, ...NUMBER_FUNCTIONS, ...TEXT_FUNCTIONS, ...TIMES }));

function onClock(tell: (clock: FormulaClock) => Scalar): FormulaFunction {
  const run = (_values: readonly Scalar[], clock: FormulaClock | undefined): Scalar => {
    return clock === undefined || !(Math.abs(clock.now) <= LAST_INSTANT) ? null : tell(clock);
  };
  return { least: 0, most: 0, run };
}

function dayOf({ now, zone }: FormulaClock): string {
  if (zone === undefined) return new Date(now).toISOString().replace(/T.*$/u, '');
  const { year, month, day } = zone.toLocal(now);
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
}
