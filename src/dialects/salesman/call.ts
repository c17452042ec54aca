import type { Account } from '../../core/accounts/account.ts';
import type { Context } from '../../core/context.ts';
import type { Crm } from '../../core/crm.ts';
import type { Directory } from '../../core/directory.ts';
import type { Zone } from '../../core/time.ts';
import type { DialectLog } from '../dialect.ts';
import type { Settings } from './settings.ts';
import type { Parameters } from '../transport/parameters.ts';

/** One authenticated call, as an endpoint gets it. */
export interface Call {
  readonly crm: Crm;
  readonly directory: Directory;
  readonly account: Account;
  readonly context: Context;
  readonly zone: Zone;
  readonly log: DialectLog;
  readonly settings: Settings;
  readonly parameters: Parameters;
}

/** The same call with other parameters: an item of `add.list`. */
export function withParameters(call: Call, parameters: Parameters): Call {
  return { ...call, parameters };
}

/** Any JSON that an endpoint answers; refusals are thrown. */
export type Answer = object;
export type Endpoint = (call: Call) => Promise<Answer>;
