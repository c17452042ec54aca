/** Where "now" comes from: milliseconds since 1970 UTC. */
export type Clock = () => number;

const MINUTE = 60_000;
/** Zone rules change on whole quarter hours, so one offset holds for a quarter. */
const QUARTER = 15 * MINUTE;
const DAY = 96 * QUARTER;
const MAX_KNOWN = 100_000;

export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The account's time zone: instants are stored in UTC and shown, and read, in this zone. */
export interface Zone {
  readonly name: string;
  /** The wall clock at an instant (milliseconds since 1970 UTC). */
  toLocal(instant: number): LocalTime;
  /** The instant of a wall-clock time; a time that a change of clocks skips moves forward by the gap. */
  toInstant(local: LocalTime): number;
}

/** Opens a zone by its IANA name (`Europe/Moscow`); throws RangeError when there is no such zone. */
export function openZone(name: string): Zone {
  const offsetAt = cachedOffsets(name);
  return {
    name,
    toLocal(instant) {
      const shifted = new Date(instant + offsetAt(instant));
      return {
        year: shifted.getUTCFullYear(),
        month: shifted.getUTCMonth() + 1,
        day: shifted.getUTCDate(),
        hour: shifted.getUTCHours(),
        minute: shifted.getUTCMinutes(),
        second: shifted.getUTCSeconds(),
      };
    },
    toInstant(local) {
      const wall = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
      const guess = wall - offsetAt(wall);
      return wall - offsetAt(guess);
    },
  };
}

/** Intl is slow (tens of microseconds): a day that keeps one offset is asked for once, another by its quarter hours. */
function cachedOffsets(name: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name, hourCycle: 'h23', era: 'short',
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  const days = new Map<number, number | undefined>();
  const quarters = new Map<number, number>();
  const ofDay = (day: number): number | undefined => {
    const [first, last] = [offsetOf(format, day * DAY), offsetOf(format, (day + 1) * DAY)];
    return first === last ? first : undefined;
  };
  return (instant) => {
    const day = Math.floor(instant / DAY);
    const steady = days.has(day) ? days.get(day) : remember(days, day, ofDay(day));
    if (steady !== undefined) return steady;
    const quarter = Math.floor(instant / QUARTER);
    return quarters.get(quarter) ?? remember(quarters, quarter, offsetOf(format, quarter * QUARTER));
  };
}

function remember<Value>(known: Map<number, Value>, key: number, value: Value): Value {
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, value);
  return value;
}

function offsetOf(format: Intl.DateTimeFormat, instant: number): number {
  const part: Record<string, number> = {};
  let beforeChrist = false;
  for (const { type, value } of format.formatToParts(instant)) {
    if (type === 'era') beforeChrist = value === 'BC';
    else part[type] = Number(value);
  }
  const year = beforeChrist ? 1 - (part['year'] ?? 0) : (part['year'] ?? 0);
  const wall = new Date(0);
  wall.setUTCFullYear(year, (part['month'] ?? 1) - 1, part['day'] ?? 1);
  wall.setUTCHours(part['hour'] ?? 0, part['minute'] ?? 0, part['second'] ?? 0);
  return wall.getTime() - instant;
}
