import { createPasswordCheck } from '../../core/accounts/password-check.ts';
import type { DialectParts } from '../dialect.ts';
import { member } from '../transport/parameters.ts';
import { applicationOf } from './application/application.ts';
import { authenticateCall, FACE } from './authenticate.ts';
import type { ActionAnswer } from './call.ts';
import { ACTIONS } from './routes.ts';
import { readSettings } from './settings.ts';
import { failure, SUCCESS_STATUS, success, successInLots } from './transport/envelope.ts';
import { ApiError, isOurs, messageOf } from './transport/errors.ts';
import { readCall, type RawRequest } from './transport/read-call.ts';
import { readText } from './transport/read-text.ts';
import { noAction } from './transport/texts.ts';
import { wireNames } from './wire-names.ts';

export interface Answer {
  readonly status: number;
  /** The whole body, or its parts as they come. */
  readonly body: string | AsyncGenerator<string, void>;
}

/** Answers one request: read, authenticate, find the action, call it. Never rejects; refusals are answers too. */
export function createHandler(parts: DialectParts): (raw: RawRequest, address: string) => Promise<Answer> {
  const { crm, zone, log } = parts;
  const settings = readSettings(parts.settings);
  const passwords = createPasswordCheck({ crm });
  const fetchFile = parts.fetchFile ?? (async () => undefined);
  return async (raw, address) => {
    try {
      const parameters = await readCall(raw);
      const { account, keyId } = await authenticateCall(crm, passwords, settings, parameters, address);
      const name = readText(member(parameters, 'action')) ?? '';
      const action = ACTIONS.get(name);
      if (action === undefined) throw new ApiError(noAction(name));
      const directory = await crm.directory();
      const call = { crm, directory, application: applicationOf(directory), account, context: { account, face: FACE, keyId }, zone, log, settings, parameters, fetchFile };
      return { status: SUCCESS_STATUS, body: await bodyOf(await action(call)) };
    } catch (error) {
      if (isOurs(error)) log.error({ error }, 'a Rukovoditel call failed');
      return { status: settings.errorStatus, body: failure(messageOf(error, wireNames(applicationOf(await crm.directory())))) };
    }
  };
}

/** Most selections end with their first lot; only what goes on is sent in parts. */
async function bodyOf({ data, extra, more }: ActionAnswer): Promise<Answer['body']> {
  const second = await more?.next();
  if (more === undefined || second === undefined || second.done === true || !Array.isArray(data)) return success(data, extra);
  return successInLots([...data, ...second.value], more);
}
