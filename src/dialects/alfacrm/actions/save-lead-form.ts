import type { Author } from '../../../core/changes/change-set.ts';
import type { Crm } from '../../../core/crm.ts';
import type { Directory } from '../../../core/directory.ts';
import { CrmError, type FieldFault } from '../../../core/errors.ts';
import { filterInputs } from '../../../core/filters/filter-inputs.ts';
import { acceptValues, type FieldInputs } from '../../../core/records/accept-values.ts';
import { planCreate } from '../../../core/records/plan.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import { membersFrom, type Parameters, type WireValue } from '../../transport/parameters.ts';
import { FACE } from '../authenticate.ts';
import type { WriteErrors } from '../transport/envelope.ts';
import { HttpError } from '../transport/http-error.ts';
import type { CalledPath } from '../transport/read-path.ts';
import { PAGE_NOT_FOUND, REFUSED, required, tooLong, wrongFormat } from '../transport/texts.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { readInteger } from '../values/read-values.ts';
import { createFormLimit } from './save-lead-form-limit.ts';
import { FORM_FIELDS, formValues } from './save-lead-form-values.ts';

/** What a public form sends: there is no token (alfaCRM contract 3.29). */
export interface LeadFormCall {
  readonly called: CalledPath;
  readonly query: Parameters;
  readonly body: Parameters;
  readonly address: string;
}

/** What the lead came from is nobody: the form belongs to the company. */
const AUTHOR: Author = Object.freeze({ userId: null, face: FACE, keyId: null });
const NO_FORM = 'Форма не найдена.';
const SAVED = 'Спасибо! Заявка принята.';
const WRONG = 'Проверьте поля формы.';

/**
 * Saves public forms: each call adds a lead, whether or not somebody like it is there, so nothing is told of who is. At most
 * 30 calls a minute from an address (429).
 */
export function createLeadForms(crm: Crm): (call: LeadFormCall) => Promise<WireJson> {
  const limit = createFormLimit(crm.clock);
  return async ({ called, query, body, address }) => {
    limit(address);
    const directory = await crm.directory();
    if (called.branch !== 0 && directory.dictionary('branch').byId(called.branch) === undefined) throw new HttpError(404, PAGE_NOT_FOUND);
    const about = nested(body, 'LeadForm');
    const form = directory.dictionary('lead_form').byId(readInteger(at(query, 'id') ?? at(about, 'id') ?? at(body, 'id') ?? null) ?? 0);
    if (form === undefined || form['disabled'] === true) return refused(NO_FORM, { id: [NO_FORM] });
    const sent = Object.hasOwn(body, 'LeadFormForm') ? nested(body, 'LeadFormForm') : body;
    const values = { ...formValues(directory, form, sent), ...placed(directory, form, called, about) };
    return add(crm, named(values));
  };
}

async function add(crm: Crm, values: FieldInputs): Promise<WireJson> {
  try {
    await crm.write(AUTHOR, async (draft, directory) => {
      const client = directory.catalog.entity('client');
      const filtered = await filterInputs(crm, draft.author, client, values);
      return planCreate(draft, directory, client, acceptValues(client, filtered, { whole: true }));
    });
    return { success: true, message: SAVED };
  } catch (error) {
    if (error instanceof CrmError && error.code === 'invalid') return refused(WRONG, Object.fromEntries((error.facts.faults ?? []).map((fault) => [wireName(fault), [faultText(fault)]])));
    if (error instanceof CrmError && error.code === 'refused') return refused(WRONG, { id: [error.facts.reason ?? REFUSED] });
    throw error;
  }
}

/** A new lead, of the form's branch or else that of the address, and where it came from: a source that is there. */
function placed(directory: Directory, form: CrmRecord, { branch }: CalledPath, about: Parameters): FieldInputs {
  const of = numberAt(form, 'branch') ?? branch;
  const sent = readInteger(at(about, 'lead_source_id') ?? null) ?? 0;
  const source = directory.dictionary('source').byId(sent)?.id ?? numberAt(form, 'source');
  return { stage: 'lead', kind: 'person', branches: of === 0 ? [] : [String(of)], source };
}

/** A form that asks for no name is still a lead, called by how it can be reached. */
function named(values: FieldInputs): FieldInputs {
  const [reach] = [values['phones'], values['emails']].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  return { ...values, name: values['name'] ?? reach ?? null };
}

function at(parameters: Parameters, name: string): WireValue | undefined {
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

function nested(parameters: Parameters, name: string): Parameters {
  const value = at(parameters, name) ?? null;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : membersFrom([]);
}

function refused(message: string, errors: WriteErrors): WireJson {
  return { success: false, message, errors };
}

function wireName({ field }: FieldFault): string {
  return [...FORM_FIELDS].find(([, kept]) => kept === field)?.[0] ?? `custom_${field}`;
}

function faultText({ fault, field, limit }: FieldFault): string {
  const label = wireName({ field, fault });
  if (fault === 'required') return required(label === 'name' ? 'Имя' : label);
  return fault === 'too_long' ? tooLong(label, limit ?? 0) : wrongFormat(label);
}
