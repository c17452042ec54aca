import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { bareName, type Allowance } from './allowance.ts';
import { RefusedAddress } from './refused-address.ts';

export interface ConnectorParts {
  readonly allowance: Allowance;
  /** Asks DNS. */
  readonly lookup: LookupFunction;
  readonly timeoutMs: number;
}

/**
 * Makes connections to allowed addresses alone. What DNS answers is judged here and used at once, so an answer that is
 * different the next time (DNS rebinding) gains nothing. A host that is an address already never comes to `lookup`:
 * it is judged before.
 */
export function createGuardedConnector({ allowance, lookup, timeoutMs }: ConnectorParts): buildConnector.connector {
  const connect = buildConnector({ lookup: guardLookup(allowance, lookup), timeout: timeoutMs, allowH2: false });
  return (options, callback) => {
    if (mayAsk(allowance, options.hostname)) connect(options, callback);
    else process.nextTick(callback, new RefusedAddress(options.hostname), null);
  };
}

/** Whether a host may be looked up, or is an address that may be reached. */
function mayAsk(allowance: Allowance, hostname: string): boolean {
  const host = bareName(hostname.replace(/^\[|\]$/gu, ''));
  if (isIP(host) !== 0) return allowance.hasAddress(host);
  return allowance.hasName(host) || !/(^|\.)localhost$/u.test(host);
}

/** One refused address refuses the name: an honest name does not lead to both worlds. */
function guardLookup(allowance: Allowance, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    if (allowance.hasName(hostname)) return lookup(hostname, options, callback);
    return lookup(hostname, { ...options, all: true }, (error, answer, family) => {
      if (error !== null) return callback(error, answer, family);
      const found = typeof answer === 'string' ? [{ address: answer, family: isIP(answer) }] : answer;
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => allowance.hasAddress(address))) return callback(new RefusedAddress(hostname), []);
      return options.all === true ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
}
