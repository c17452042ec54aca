import type { Account } from '../../core/accounts/account.ts';
import type { Context } from '../../core/context.ts';
import type { Crm } from '../../core/crm.ts';
import type { Directory } from '../../core/directory.ts';
import type { Zone } from '../../core/time.ts';
import type { Parameters, WireValue } from '../transport/parameters.ts';
import type { Model } from './model.ts';
import type { WireJson } from './transport/wire-json.ts';

/** One authenticated call. */
export interface Call {
  readonly crm: Crm;
  readonly directory: Directory;
  readonly account: Account;
  readonly context: Context;
  readonly zone: Zone;
  readonly model: Model;
  /** The branch of the address; 0 for all that the caller may see. */
  readonly branch: number;
  readonly query: Parameters;
  readonly body: Parameters;
  /** A parameter of the body, else of the query; null is the same as none (alfaCRM contract 2.3). */
  given(name: string): WireValue | undefined;
}

/** What an action answers, under HTTP 200. */
export type Action = (call: Call) => Promise<WireJson>;

/** How `given` looks a parameter up. */
export function giver(body: Parameters, query: Parameters): Call['given'] {
  const at = (parameters: Parameters, name: string): WireValue | undefined => (Object.hasOwn(parameters, name) ? parameters[name] : undefined);
  return (name) => at(body, name) ?? at(query, name) ?? undefined;
}
