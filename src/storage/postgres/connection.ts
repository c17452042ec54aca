import pg from 'pg';
import { CrmError } from '../../core/errors.ts';
import { copyRows } from './copy-rows.ts';
import { GatheringSocket } from './gathering-socket.ts';
import type { Row, SqlValue, Statement } from '../sql/statement.ts';
import { codeOf, toUnavailable } from './translate-error.ts';

export interface ConnectionSettings {
  readonly url: string;
  /** Where everything lives; absent: where the database's own settings say. */
  readonly schema?: string;
}

/** Limits of one connection, in milliseconds; 0: none. */
export interface SessionLimits {
  /** Shown in `pg_stat_activity` after the product's name. */
  readonly purpose: string;
  readonly statementMs: number;
  readonly lockMs: number;
  /** `false`: a commit is answered before it is on the disk; should the server crash, the last ones never were. */
  readonly waitsForDisk?: boolean;
  /** `true`: tables are read by an index where there is one that serves, however little the server knows of their size. */
  readonly byIndex?: boolean;
}

/** A list is bound as an array of PostgreSQL. */
export type BoundValue = SqlValue | readonly SqlValue[];

export interface Result {
  readonly rows: readonly Row[];
  /** Rows read or touched. */
  readonly count: number;
  readonly command: string;
}

/**
 * One connection. Statements are sent as they come, without waiting for the answer to the one before, and are carried
 * out in their order. A session that is lost stays lost: its statements fail, and never run on another connection.
 */
export interface Session {
  run(sql: string, params: readonly BoundValue[], name?: string): Promise<Result>;
  /** Statements without parameters, one after the other, in one text. */
  script(text: string): Promise<void>;
  /** Writes rows, as `toChunks` makes them, by a `COPY … FROM STDIN`. Gives how many. */
  copy(statement: string, chunks: readonly string[]): Promise<number>;
  readonly lost: boolean;
  /** Hears of notifications on the channels it listens to. */
  onNotification(hear: (payload: string) => void): void;
  close(): Promise<void>;
}

const CONNECT_MS = 10_000;
const IDLE_IN_TRANSACTION_MS = 60_000;
const INT8 = 20;

/** Opens a connection; CrmError `unavailable` with the cause when there is none to be had. */
export async function openSession({ url, schema }: ConnectionSettings, limits: SessionLimits): Promise<Session> {
  const socket = new GatheringSocket();
  const client = createClient(url, limits.purpose, socket);
  let lost = false;
  // Without a listener the loss of an idle connection would end the process; the next statement hears of it.
  client.on('error', () => { lost = true; });
  client.on('end', () => { lost = true; });
  try {
    await client.connect();
    await client.query(settingsText(schema, limits));
  } catch (error) {
    void client.end().catch(() => undefined);
    throw toUnavailable(error);
  }
  return {
    get lost() { return lost; },
    async run(sql, params, name) {
      const { rows, rowCount, command } = await client.query<Row>({ text: sql, values: [...params], ...(name === undefined ? {} : { name }) });
      return { rows, count: rowCount ?? 0, command };
    },
    async script(text) {
      socket.gather();
      await client.query(text);
    },
    copy(statement, chunks) {
      socket.gather();
      return copyRows(client, statement, chunks);
    },
    onNotification(hear) {
      client.on('notification', ({ payload }) => hear(payload ?? ''));
    },
    async close() {
      lost = true;
      await client.end();
    },
  };
}

/** Runs a plain statement of the shared layer. */
export function runStatement(session: Session, { sql, params }: Statement): Promise<Result> {
  return session.run(sql, params);
}

function createClient(url: string, purpose: string, socket: GatheringSocket): pg.Client {
  const types = new pg.TypeOverrides();
  // Ids, instants and amounts are whole numbers that JavaScript holds exactly.
  types.setTypeParser(INT8, Number);
  try {
    return new pg.Client({
      connectionString: url, application_name: `tolmach ${purpose}`, types, pipeline: true, stream: () => socket,
      keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: CONNECT_MS,
    });
  } catch (error) {
    // The URL may hold a password, and so may an error that quotes it.
    throw codeOf(error) === 'ERR_INVALID_URL' ? new CrmError('invalid', { reason: 'the URL of the database cannot be read' }) : error;
  }
}

/** Sent as statements, because poolers between us and the server refuse start-up options. */
function settingsText(schema: string | undefined, { statementMs, lockMs, waitsForDisk, byIndex }: SessionLimits): string {
  // Extensions commonly live in `public`; the search index needs one.
  const path = schema === undefined ? [] : [`SET search_path TO "${schema}", public`];
  return [
    ...path,
    ...(waitsForDisk === false ? ['SET synchronous_commit TO off'] : []),
    ...(byIndex === true ? ['SET enable_seqscan TO off'] : []),
    'SET jit TO off',
    `SET statement_timeout TO ${statementMs}`,
    `SET lock_timeout TO ${lockMs}`,
    `SET idle_in_transaction_session_timeout TO ${IDLE_IN_TRANSACTION_MS}`,
  ].join('; ');
}
