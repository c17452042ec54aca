import type { Statement } from '../sql/statement.ts';
import { runStatement, type BoundValue, type Result, type Session } from './connection.ts';
import { isConnectionLoss, toUnavailable } from './translate-error.ts';

/** A place for one connection, opened when it is first needed and again after it was lost. */
export interface Line {
  session(): Promise<Session>;
  /** Statements of it that are under way. */
  running: number;
  /** Works on the connection; after one that was lost the next gets another. */
  use<Answer>(work: (session: Session) => Promise<Answer>): Promise<Answer>;
  /** Runs one statement; a name that is new to the connection is parsed there once. */
  run(sql: string, params: readonly BoundValue[], name?: string): Promise<Result>;
  close(): Promise<void>;
}

/** The server keeps named statements until the connection ends: after this many it is changed for a fresh one. */
const MAX_NAMES = 1000;

export function createLine(open: () => Promise<Session>): Line {
  let current: Promise<Session> | undefined;
  let opened: Session | undefined;
  let names = new Set<string>();

  const renew = (): Promise<Session> => {
    const old = opened;
    opened = undefined;
    names = new Set();
    // It ends when what runs on it is answered.
    if (old?.lost === false) void old.close().catch(() => undefined);
    current = open().then(
      (session) => (opened = session),
      (error: unknown) => {
        current = undefined;
        throw error;
      },
    );
    return current;
  };

  const session = (): Promise<Session> => {
    const usable = current !== undefined && opened?.lost !== true && names.size < MAX_NAMES;
    return usable && current !== undefined ? current : renew();
  };

  const use = async <Answer>(work: (session: Session) => Promise<Answer>): Promise<Answer> => {
    const on = await session();
    try {
      return await work(on);
    } catch (error) {
      // The statement hears of the loss before the connection does: who asks again must not get the same one.
      if (opened === on && isConnectionLoss(error)) current = undefined;
      throw error;
    }
  };

  return {
    running: 0,
    session,
    use,
    run: (sql, params, name) => use((on) => {
      if (name !== undefined) names.add(name);
      return on.run(sql, params, name);
    }),
    async close() {
      await (current ?? opened?.close())?.then((last) => last?.close(), () => undefined);
    },
  };
}

/** Connections that share the reads of the process. */
export interface Lines {
  /** Runs a query; CrmError `unavailable` when it fails. */
  query(sql: string, params: readonly BoundValue[], name?: string): Promise<Result>;
  /**
   * Runs statements as one transaction, each with a snapshot of its own, and gives the answer to the last; only where a
   * connection does one thing at a time (`depth` 1). One that is cut off is not sent again.
   */
  together(statements: readonly Statement[]): Promise<Result>;
  close(): Promise<void>;
}

/** `depth`: how many statements wait on one connection at most; more wait here, for whichever is free first. */
export function createLines(open: () => Promise<Session>, size: number, depth: number): Lines {
  const lines = Array.from({ length: size }, () => createLine(open));
  const waiting: (() => void)[] = [];

  const free = (): Line | undefined => {
    const least = lines.reduce((best, line) => (line.running < best.running ? line : best));
    return least.running < depth ? least : undefined;
  };
  const take = async (): Promise<Line> => {
    for (;;) {
      const line = free();
      if (line !== undefined) {
        line.running++;
        return line;
      }
      await new Promise<void>((resolve) => { waiting.push(resolve); });
    }
  };
  const withLine = async <Answer>(work: (line: Line) => Promise<Answer>): Promise<Answer> => {
    const line = await take();
    try {
      return await work(line);
    } finally {
      line.running--;
      waiting.shift()?.();
    }
  };
  const attempt = (sql: string, params: readonly BoundValue[], name: string | undefined): Promise<Result> => withLine((line) => line.run(sql, params, name));

  return {
    async query(sql, params, name) {
      try {
        // A read that was cut off may be asked again; the second time the connection is a new one.
        return await attempt(sql, params, name).catch((error: unknown) => {
          if (!isConnectionLoss(error)) throw error;
          return attempt(sql, params, name);
        });
      } catch (error) {
        throw toUnavailable(error);
      }
    },
    async together(statements) {
      try {
        return await withLine((line) => line.use((session) => inTransaction(session, statements)));
      } catch (error) {
        throw toUnavailable(error);
      }
    },
    async close() {
      await Promise.all(lines.map((line) => line.close()));
    },
  };
}

/** A transaction stays on the session it began on; were that one lost, the rest must not run anywhere else. */
async function inTransaction(session: Session, statements: readonly Statement[]): Promise<Result> {
  await session.script('BEGIN ISOLATION LEVEL READ COMMITTED');
  try {
    let last: Result | undefined;
    for (const statement of statements) last = await runStatement(session, statement);
    await session.script('COMMIT');
    if (last === undefined) throw new Error('a transaction of no statements');
    return last;
  } catch (error) {
    await session.script('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
