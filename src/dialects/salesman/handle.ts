import type { Call } from './call.ts';
import { authenticateCall, FACE } from './authenticate.ts';
import type { DialectParts } from '../dialect.ts';
import { toEnvelope } from './refuse.ts';
import { ROUTES } from './routes.ts';
import { readSettings } from './settings.ts';
import { UNKNOWN_METHOD, WireError } from './transport/envelope.ts';
import { readRequest, type RawRequest } from './transport/read-request.ts';

/** Answers one request: read, authenticate, find the endpoint, call it. Never rejects; refusals are answers too. */
export function createHandler({ crm, zone, log, settings: texts }: DialectParts): (raw: RawRequest) => Promise<object> {
  const settings = readSettings(texts);
  return async (raw) => {
    try {
      const read = readRequest(raw);
      const request = read instanceof Promise ? await read : read;
      const known = authenticateCall(crm, request.credentials);
      const { directory, account, keyId } = known instanceof Promise ? await known : known;
      const endpoint = ROUTES.get(`${request.method}/${request.action}`);
      if (endpoint === undefined) throw new WireError(UNKNOWN_METHOD);
      if (request.kind === 'refusal') throw request.error;
      const call: Call = { crm, directory, account, context: { account, face: FACE, keyId }, zone, log, settings, parameters: request.parameters };
      return await endpoint(call);
    } catch (error) {
      return toEnvelope(error, { directory: await crm.directory(), log, settings });
    }
  };
}
