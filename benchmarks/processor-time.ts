import { readFileSync } from 'node:fs';

/** Of a second, as the kernel counts processor time. */
const TICKS = 100;

/** The processor time that a process has used so far, all its threads together, in milliseconds; NaN where the system does not tell. */
export function processorMs(pid: number): number {
  try {
    // After the name, which may hold anything and stands in brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /su, '').split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  } catch {
    return Number.NaN;
  }
}
