import { CrmError } from '../../core/errors.ts';
import type { Call } from './call.ts';
import { INTERNAL_ERROR, isOurs, toFault } from './errors.ts';
import { errorEnvelope, WireError, type WireFault } from './transport/envelope.ts';
import { wireNameOf } from './wire-names.ts';

/** The answer to whatever an endpoint threw; what is our fault goes to the log, never to the caller. */
export function toEnvelope(error: unknown, { directory, log, settings }: Pick<Call, 'directory' | 'log' | 'settings'>): object {
  if (!(error instanceof WireError) && isOurs(error)) log.error({ error }, 'a SalesMan call failed');
  return errorEnvelope(faultOf(error, (field) => wireNameOf(directory.catalog.entity('client'), field)), settings.errorCode);
}

function faultOf(error: unknown, nameOf: (field: string) => string): WireFault {
  if (error instanceof WireError) return error.fault;
  return error instanceof CrmError ? toFault(error, nameOf) : INTERNAL_ERROR;
}
