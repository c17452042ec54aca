import { createAccessTokens } from '../../core/accounts/access-tokens.ts';
import type { DialectParts } from '../dialect.ts';
import { authenticateCall, FACE } from './authenticate.ts';
import { giver, type Call } from './call.ts';
import { isOurs, toHttpError, toWriteErrors } from './errors.ts';
import { login } from './login.ts';
import { createRateLimit } from './rate-limit.ts';
import { actionOf, MODELS } from './routes.ts';
import { readSettings } from './settings.ts';
import { refusedBody } from './transport/envelope.ts';
import { errorBody, HttpError } from './transport/http-error.ts';
import { readBody, readForm } from './transport/read-body.ts';
import { readPath } from './transport/read-path.ts';
import { ACCESS_DENIED, PAGE_NOT_FOUND, WRONG_METHOD } from './transport/texts.ts';
import type { WireJson } from './transport/wire-json.ts';
import { UnreadableError } from '../transport/unreadable.ts';
import { membersFrom, type Parameters } from '../transport/parameters.ts';
import { createLeadForms } from './actions/save-lead-form.ts';
import { readText } from './values/read-values.ts';

export interface RawRequest {
  readonly method: string;
  /** What follows `/v2api/`, without the query. */
  readonly path: string;
  readonly queryText: string;
  readonly contentType: string | undefined;
  readonly token: string | readonly string[] | undefined;
  readonly body: Buffer;
  readonly address: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers one request: token, branch, entity and action. Never rejects; refusals are answers too. */
export function createHandler(parts: DialectParts): (raw: RawRequest) => Promise<Answer> {
  const { crm, zone, log } = parts;
  const settings = readSettings(parts.settings);
  const tokens = createAccessTokens({ crm, face: FACE, lifeMs: settings.tokenLifeMs });
  const limit = createRateLimit(settings.rate, crm.clock);
  const saveLeadForm = createLeadForms(crm);

  const answer = async (raw: RawRequest): Promise<WireJson> => {
    const called = readPath(raw.path);
    if (called?.entity === 'auth' && called.action === 'login') return signIn(raw);
    if (called?.entity === 'lead-form' && called.action === 'save') {
      allowMethod(raw.method, false);
      return saveLeadForm({ called, query: readForm(raw.queryText), body: readBody(raw.body, raw.contentType), address: raw.address });
    }
    const { account, keyId } = await authenticateCall(tokens, raw.token);
    limit(account.login);
    const model = called === undefined ? undefined : MODELS.get(called.entity);
    const action = model === undefined || called === undefined ? undefined : actionOf(model, called.action);
    if (model === undefined || action === undefined || called === undefined) throw new HttpError(404, PAGE_NOT_FOUND);
    allowMethod(raw.method, action.reads);
    const directory = await crm.directory();
    const branch = allowedBranch(directory.dictionary('branch').byId(called.branch)?.id, called.branch, account.branchIds);
    const [query, body] = [readForm(raw.queryText), readBody(raw.body, raw.contentType)];
    return run({ crm, directory, account, context: { account, face: FACE, keyId }, zone, model, branch, query, body, given: giver(body, query) }, action.run);
  };

  const signIn = async (raw: RawRequest): Promise<WireJson> => {
    allowMethod(raw.method, false);
    const sent = readable(raw);
    limit(`login ${readText((Object.hasOwn(sent, 'email') ? sent['email'] : '') ?? '') ?? ''}`.toLowerCase());
    return { ...(await login(crm, tokens, sent)) };
  };

  return async (raw) => {
    try {
      return { status: 200, headers: {}, body: JSON.stringify(await answer(raw)) };
    } catch (error) {
      const { status, message, headers } = toHttpError(error);
      if (isOurs(error)) log.error({ error, path: raw.path }, 'an alfaCRM call failed');
      return { status, headers, body: errorBody(status, message) };
    }
  };
}

/** A write that is refused is an answer of its own; everything else goes on as an error. */
async function run(call: Call, action: NonNullable<ReturnType<typeof actionOf>>['run']): Promise<WireJson> {
  try {
    return await action(call);
  } catch (error) {
    const errors = toWriteErrors(call, error);
    if (errors === undefined) throw error;
    return refusedBody(errors);
  }
}

/** POST is for everything, GET for what only reads (alfaCRM contract 2.2). */
function allowMethod(method: string, reads: boolean): void {
  if (method !== 'POST' && !(method === 'GET' && reads)) throw new HttpError(405, WRONG_METHOD, { allow: reads ? 'GET, POST' : 'POST' });
}

/** 404 for a branch that is not there, 403 for one that the person does not work in (contract 1.2, 2.1). */
function allowedBranch(found: number | undefined, asked: number, own: readonly number[]): number {
  if (asked === 0) return 0;
  if (found === undefined) throw new HttpError(404, PAGE_NOT_FOUND);
  if (own.length > 0 && !own.includes(asked)) throw new HttpError(403, ACCESS_DENIED);
  return asked;
}

/** A login that cannot be read is a wrong one, not a fault of the request (contract 7, line 4). */
function readable({ body, contentType }: RawRequest): Parameters {
  try {
    return readBody(body, contentType);
  } catch (error) {
    if (error instanceof UnreadableError) return membersFrom([]);
    throw error;
  }
}

