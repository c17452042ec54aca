import { ACCOUNT } from './load-clients.ts';
import type { LoadGroup, RequestTemplate } from './load-plan.ts';
import { phoneOf } from './make-client.ts';
import { BRANCH, DAYS, firstPlanned, isLead, LAST_DAY, lessonDay, lessonsFor } from './make-school.ts';
import type { SchoolScenario } from './scenario-names.ts';

const LOGIN = '/v2api/auth/login';
const CREDENTIALS = JSON.stringify({ email: ACCOUNT.login, api_key: ACCOUNT.key });
const PAGE = 50;
const DEEP_PAGE = 1000;
const PERIODS = 6;
const PERIOD_DAYS = 91;
const PHONES = 200;
const LESSON_DAYS = 100;
/** The numbers that the preset gives its statuses. */
const STATUSES = [1, 2, 3];
const DAY_MS = 86_400_000;
/** Each load has its own stretch of numbers, so that no customer is added twice. */
const STRETCH = 10_000_000;

let stretches = 0;

/** Signs in, as a client would, and gives what makes the requests of each scenario; the token lives for a quarter of an hour. */
export async function schoolGroups(port: number): Promise<(name: SchoolScenario, count: number, connections: number) => LoadGroup> {
  const token = await signIn(port);
  return (name, count, connections) => ({
    name, connections,
    source: {
      templates: callsOf(name, count),
      headers: { 'x-alfacrm-token': token },
      order: 'random',
      range: [1, count],
      uniqueFrom: STRETCH * ++stretches,
    },
    expected: expectedOf(name),
  });
}

async function signIn(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${LOGIN}`, { method: 'POST', body: CREDENTIALS });
  const { token } = await response.json() as { readonly token?: string };
  if (token === undefined) throw new Error(`the login was refused: ${response.status}`);
  return token;
}

function callsOf(name: SchoolScenario, count: number): readonly RequestTemplate[] {
  const customers = (body: object): RequestTemplate => call('customer/index', body);
  switch (name) {
    case 'ac_login': return [{ path: LOGIN, body: CREDENTIALS }];
    case 'ac_page': return [customers({ page: 0 })];
    case 'ac_page_1000': return [customers({ page: deepPage(clientsOf(count)) })];
    case 'ac_filtered': return STATUSES.flatMap((status) => periods().map((period) => customers({ study_status_id: status, ...period, page: 0 })));
    case 'ac_phone': return somePhones(count).map((phone) => customers({ phone }));
    case 'ac_lessons': return someDays(lessonsFor(count)).map((day) => call('lesson/index', { date_from: day, date_to: day, status: 1, page: 0 }));
    case 'ac_create': return [call('customer/create', {
      name: 'Новый ученик {{unique}}', is_study: 1, legal_type: 1, branch_ids: [BRANCH], study_status_id: STATUSES[0], lead_source_id: 1, dob: '05.09.2014',
      phone: ['+7(922){{unique}}'], email: ['new{{unique}}@mail.ru'], legal_name: 'Иванова Анна', note: 'Заявка с сайта, просит перезвонить',
    })];
    case 'ac_pay': return [call('pay/create', { branch_id: BRANCH, customer_id: '{{random}}', pay_type_id: 1, pay_account_id: 1, pay_item_id: 1, document_date: '15.01.2026', income: '4000.00', payer_name: 'Иванова Анна' })];
  }
}

function call(action: string, body: object): RequestTemplate {
  return { path: `/v2api/${BRANCH}/${action}`, body: JSON.stringify(body) };
}

/** Rows, the token, or the model that was written; an empty list of rows holds none. */
function expectedOf(name: SchoolScenario): string {
  if (name === 'ac_login') return '"token":"';
  return name === 'ac_create' || name === 'ac_pay' ? '"success":true' : '"items":[{';
}

/** How many of the customers are no leads: an index shows them alone. */
function clientsOf(count: number): number {
  return Array.from({ length: count }, (_, index) => index).filter((index) => !isLead(index)).length;
}

/** Page 1,000, or the middle one where there are fewer. */
function deepPage(rows: number): number {
  const pages = Math.ceil(rows / PAGE);
  return pages > DEEP_PAGE ? DEEP_PAGE : Math.floor(pages / 2);
}

/** Quarters all over the time in which customers came. */
function periods(): readonly object[] {
  const day = (days: number): string => new Date(LAST_DAY - days * DAY_MS).toISOString().slice(0, 10);
  return Array.from({ length: PERIODS }, (_, index) => Math.floor((DAYS / PERIODS) * index)).map((back) => ({ created_at_from: day(back + PERIOD_DAYS), created_at_to: day(back) }));
}

/** Numbers of clients all over the table, as callers type them. */
function somePhones(count: number): readonly string[] {
  const indexes = Array.from({ length: PHONES }, (_, index) => Math.floor((count / PHONES) * index));
  return indexes.filter((index) => !isLead(index)).map((index) => `89${phoneOf(index)}`);
}

/** Days on which lessons are planned. */
function someDays(count: number): readonly string[] {
  const first = firstPlanned(count);
  return Array.from({ length: LESSON_DAYS }, (_, index) => lessonDay(first + Math.floor(((count - first) / LESSON_DAYS) * index), count));
}
