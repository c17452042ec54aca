import type { Finding } from './tally.ts';

export interface EntityLine {
  readonly number: number;
  /** What it is called here. */
  readonly name: string;
  readonly title: string;
  readonly fields: number;
  readonly records: number;
}

/** What an import brought, or would bring. */
export interface ImportReport {
  /** `planned` after a dry run; `done before` when nothing was left to do. */
  readonly state: 'planned' | 'done' | 'done before';
  /** How many rows an earlier run had written. */
  readonly resumedAfter: number;
  readonly bytes: number;
  readonly timeZone: string;
  readonly formats: Readonly<Record<string, string>>;
  readonly entities: readonly EntityLine[];
  readonly users: number;
  /** Logins that were here already: these accounts stay as they were. */
  readonly matchedUsers: readonly string[];
  /** Ids of users that had to change: from, to. */
  readonly movedUsers: readonly (readonly [number, number])[];
  readonly groups: number;
  readonly options: number;
  readonly reports: number;
  readonly comments: number;
  /** Attached files that are stored. */
  readonly files: number;
  readonly findings: readonly Finding[];
}

const HEADS: Readonly<Record<ImportReport['state'], string>> = {
  'planned': 'Nothing is written. The import would bring:',
  'done': 'The application is imported:',
  'done before': 'This dump was imported already; nothing is written. It brought:',
};

/** The report in lines for people. */
export function reportLines(report: ImportReport): readonly string[] {
  const { state, resumedAfter, timeZone, formats, entities, users, matchedUsers, movedUsers, groups, options, reports, comments, files, findings } = report;
  return [
    HEADS[state],
    ...entities.map(({ number, name, title, fields, records }) => `  entity_${number} ${title} (${name}): ${fields} fields, ${records} records`),
    `  ${users} users, ${groups} access groups, ${options} options, ${reports} reports, ${comments} comments, ${files} files`,
    ...(resumedAfter > 0 ? [`It went on after ${resumedAfter} rows that an earlier run had written.`] : []),
    ...(matchedUsers.length > 0 ? [`Users that were here already and stay as they are: ${matchedUsers.join(', ')}.`] : []),
    ...(movedUsers.length > 0 ? [`Users under another id: ${movedUsers.map(([from, to]) => `${from} is ${to}`).join(', ')}.`] : []),
    `Dates were read in the time zone ${timeZone}.`,
    ...Object.entries(formats).map(([name, value]) => `The dump says ${name}: ${value}`),
    ...(findings.length === 0 ? ['Nothing was left out.'] : ['Left out, or brought otherwise:']),
    ...findings.map(({ what, count, examples }) => `  ${count} × ${what}${examples.length === 0 ? '' : ` (${examples.join('; ')})`}`),
  ];
}
