import { createPasswordCheck } from '../../core/accounts/password-check.ts';
import type { DialectParts } from '../dialect.ts';
import { member } from '../transport/parameters.ts';
import { applicationOf } from './application/application.ts';
import { authenticateCall, FACE } from './authenticate.ts';
import { ACTIONS } from './routes.ts';
import { readSettings } from './settings.ts';
import { failure, SUCCESS_STATUS, success } from './transport/envelope.ts';
import { ApiError, isOurs, messageOf } from './transport/errors.ts';
import { readCall, type RawRequest } from './transport/read-call.ts';
import { readText } from './transport/read-text.ts';
import { noAction } from './transport/texts.ts';
import { wireNames } from './wire-names.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
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
      const { data, extra } = await action(call);
      return { status: SUCCESS_STATUS, text: success(data, extra) };
    } catch (error) {
      if (isOurs(error)) log.error({ error }, 'a Rukovoditel call failed');
      return { status: settings.errorStatus, text: failure(messageOf(error, wireNames(applicationOf(await crm.directory())))) };
    }
  };
}
