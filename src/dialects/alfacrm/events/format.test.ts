import { expect, test } from 'vitest';
import { EVENT_LINES, EVENT_MODELS } from './classes.ts';

test('the classes are those of the log, each with three events', () => {
  const classes = [...EVENT_MODELS.values()].map(({ className }) => className);
  expect(classes).toEqual(expect.arrayContaining(['Customer', 'Lesson', 'LessonDetails', 'Pay', 'Task', 'Group', 'Branch', 'Subject', 'RegularLesson', 'CustomerGroupInvolve', 'CustomerToTariff', 'Communication']));
  expect(new Set(classes).size).toBe(classes.length);
  expect(EVENT_LINES.map(({ name }) => name)).toEqual(classes.flatMap((name) => [`${name}.create`, `${name}.update`, `${name}.delete`]));
});

test('every class has members to tell of', () => {
  expect([...EVENT_MODELS.values()].filter(({ fields }) => fields.filter(({ wire }) => wire !== 'id').length === 0)).toEqual([]);
});
