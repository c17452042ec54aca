export { addDays, dayOf, instantAt, weekdayOf } from '../days.ts';
