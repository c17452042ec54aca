import type { Account } from '../../core/accounts/account.ts';
import type { Context } from '../../core/context.ts';
import type { Crm } from '../../core/crm.ts';
import type { Directory } from '../../core/directory.ts';
import type { Zone } from '../../core/time.ts';
import type { DialectLog } from '../dialect.ts';
import type { Parameters } from '../transport/parameters.ts';
import type { Application } from './application/application.ts';
import type { Settings } from './settings.ts';
import type { Said } from './transport/envelope.ts';

/** One call whose caller is known: what every action is given. */
export interface ActionCall {
  readonly crm: Crm;
  readonly directory: Directory;
  readonly application: Application;
  readonly account: Account;
  readonly context: Context;
  readonly zone: Zone;
  readonly log: DialectLog;
  readonly settings: Settings;
  readonly parameters: Parameters;
  /** Fetches a file that a client names by its address; nothing when that does not succeed or is not allowed. */
  readonly fetchFile: (url: string) => Promise<{ readonly name: string; readonly bytes: Buffer } | undefined>;
}

/** What an action says: the data, and members that stand beside it. */
export interface ActionAnswer {
  readonly data: Said;
  readonly extra?: Readonly<Record<string, Said>>;
  /** What follows the items of `data`, when there may be too much of it to hold at once. */
  readonly more?: AsyncGenerator<readonly Said[], void>;
}

export type Action = (call: ActionCall) => Promise<ActionAnswer>;
