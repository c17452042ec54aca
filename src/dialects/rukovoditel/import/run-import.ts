import type { Crm } from '../../../core/crm.ts';
import { CrmError } from '../../../core/errors.ts';
import { loadPreset } from '../../../core/presets/load-preset.ts';
import { openZone, type Zone } from '../../../core/time.ts';
import type { ImportParts } from '../../dialect.ts';
import { RUKOVODITEL_PRESET } from '../preset.ts';
import { IMPORT } from './author.ts';
import type { Uploads } from './bring-files.ts';
import { carryRecords } from './carry-records.ts';
import { decide, type Decisions } from './decisions.ts';
import { enforceUnique } from './enforce-unique.ts';
import { findClashes } from './find-clashes.ts';
import { plannedIds, userIds, type Ids } from './ids.ts';
import { readModel, type VendorModel } from './model.ts';
import { planApplication, type Plan } from './plan.ts';
import { keepProgress, readProgress, type Progress } from './progress.ts';
import { rehearse } from './rehearse.ts';
import type { ImportReport } from './report.ts';
import { surveyDump, type Survey } from './survey.ts';
import { createTally, type Tally } from './tally.ts';
import { USERS } from './user-fields.ts';
import { writeApplication } from './write-application.ts';
import { carriedReports } from './write-reports.ts';

/** What a run knows once it has read the dump and the store. */
interface Job {
  readonly parts: ImportParts;
  readonly survey: Survey;
  readonly model: VendorModel;
  readonly plan: Plan;
  readonly decisions: Decisions;
  readonly zone: Zone;
  readonly tally: Tally;
  /** What an earlier run had done. */
  readonly known: Progress | undefined;
}

/**
 * Brings an application of Rukovoditel, with its records, out of a dump that is read twice: first its design, then its
 * records. A run that was cut off is gone on with; a finished one is told again. CrmError `invalid` where the dump
 * cannot be read, or has a number that something else in the store has: nothing is written then.
 */
export async function importRukovoditel(parts: ImportParts): Promise<ImportReport> {
  const tally = createTally();
  const survey = await surveyDump(parts.open(), tally);
  const known = await readProgress(parts.crm.storage, survey.digest);
  if (known?.report !== undefined) return { ...known.report, state: 'done before' };
  if (parts.readUpload !== undefined && parts.crm.files === undefined && !parts.dryRun) throw new CrmError('unavailable', { entity: 'file', reason: 'no file store' });
  const job = await prepare(parts, survey, known, tally);
  return parts.dryRun ? rehearseImport(job) : runImport(job);
}

async function prepare(parts: ImportParts, survey: Survey, known: Progress | undefined, tally: Tally): Promise<Job> {
  const { crm, dryRun } = parts;
  if (!dryRun) await loadPreset(crm, IMPORT, RUKOVODITEL_PRESET);
  const model = readModel(survey);
  const plan = planApplication((await crm.directory()).catalog, model, survey.nested, tally);
  const clashes = known === undefined ? await findClashes(crm, plan, model) : [];
  if (clashes.length > 0) throw new CrmError('invalid', { reason: clashes.join('; ') });
  return { parts, survey, model, plan, known, tally, decisions: known?.decisions ?? (await decide(crm, survey)), zone: zoneOf(model, parts.zone, tally) };
}

/** The time zone by which the vendor kept days; ours where the dump names none. */
function zoneOf({ configuration }: VendorModel, ours: Zone, tally: Tally): Zone {
  const name = configuration.get('CFG_APP_TIMEZONE') ?? '';
  if (name === '') return ours;
  try {
    return openZone(name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    tally.note(`the time zone of the dump is not known: days are read by ${ours.name}`, name);
    return ours;
  }
}

async function rehearseImport(job: Job): Promise<ImportReport> {
  const { parts, plan, model, survey, decisions, tally } = job;
  const user = userIds(survey, decisions);
  await writeApplication(rehearse(parts.crm), plan, model, user, tally);
  await carry(job, parts.crm, plannedIds(plan, model, user), async () => undefined);
  return toReport(job, 0);
}

async function runImport(job: Job): Promise<ImportReport> {
  const { parts: { crm }, plan, model, survey, decisions, known, tally } = job;
  const keep = (progress: Pick<Progress, 'table' | 'rows' | 'files' | 'report'>): Promise<void> => keepProgress(crm.storage, survey.digest, { decisions, ...progress });
  if (known === undefined) await keep({ table: '', rows: 0, files: 0 });
  const ids = await writeApplication(crm, plan, model, userIds(survey, decisions), tally);
  const before = known?.files ?? 0;
  const files = before + await carry(job, crm, ids, (table, rows, stored) => keep({ table, rows, files: before + stored }));
  await enforceUnique(crm, plan, tally);
  const report = toReport(job, files);
  await keep({ table: '', rows: rowsOf(survey), files, report });
  return report;
}

function carry({ parts, plan, survey, decisions, tally, zone, known }: Job, crm: Crm, ids: Ids, kept: (table: string, rows: number, files: number) => Promise<void>): Promise<number> {
  const { readUpload, dryRun } = parts;
  const uploads: Uploads | undefined = readUpload === undefined ? undefined : { read: readUpload, zone };
  const all = rowsOf(survey);
  return carryRecords({
    crm, plan, survey, decisions, tally, uploads, dryRun, conversion: { ids, zone }, done: known?.rows ?? 0, resumed: known !== undefined,
    async passed(table, rows, files) {
      await kept(table, rows, files);
      parts.progress(`${survey.prefix}${table}: ${rows} of ${all} rows`);
    },
  }, parts.open());
}

function rowsOf({ counts }: Survey): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

const FORMATS = ['CFG_APP_LANGUAGE', 'CFG_APP_DATE_FORMAT', 'CFG_APP_DATETIME_FORMAT', 'CFG_APP_DISPLAY_USER_NAME_ORDER'] as const;

function toReport({ parts, survey, model, plan, decisions, tally, zone, known }: Job, files: number): ImportReport {
  const records = (number: number): number => survey.counts.get(`entity_${number}`) ?? 0;
  return {
    state: parts.dryRun ? 'planned' : 'done', resumedAfter: known?.rows ?? 0, bytes: survey.bytes, timeZone: zone.name,
    formats: Object.fromEntries(FORMATS.flatMap((name) => (model.configuration.has(name) ? [[name, model.configuration.get(name) ?? '']] : []))),
    entities: plan.entities.map(({ vendor, definition, fields }) => ({ number: vendor.number, name: definition.name, title: vendor.name, fields: fields.length, records: records(vendor.number) })),
    users: records(USERS) - decisions.matched.length, matchedUsers: decisions.matched.map(([, login]) => login), movedUsers: decisions.moved,
    groups: model.groups.length, options: model.choices.length + model.listChoices.length, reports: carriedReports(plan, model).length, comments: survey.counts.get('comments') ?? 0,
    files, findings: tally.findings(),
  };
}
