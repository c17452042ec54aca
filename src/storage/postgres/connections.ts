import type { Unit, UnitOutcome } from '../sql/steps.ts';
import { applyUnits } from './apply-units.ts';
import { openSession, type ConnectionSettings, type Session, type SessionLimits } from './connection.ts';
import type { Epoch } from './epoch-watch.ts';
import { createLine, createLines, type Line, type Lines } from './lines.ts';
import { nameStatements } from './statements.ts';
import { toUnavailable } from './translate-error.ts';

/** All connections of a process, by what they are for: no kind of work takes the connections of another. */
export interface Connections {
  readonly quick: Lines;
  readonly heavy: Lines;
  /** For what is on its way out. */
  readonly deliveries: Lines;
  /** The same, where what a lost server forgets is only that something was taken to be sent. */
  readonly claims: Lines;
  /** How many groups of units can be written at the same time. */
  readonly writers: number;
  readonly nameOf: (sql: string) => string | undefined;
  /** Told how often columns have changed places, as `nameStatements`. */
  arranged(times: number): void;
  write(units: readonly Unit[], told: (epoch: Epoch) => void): Promise<readonly UnitOutcome[]>;
  /** A connection that hears of changes. */
  listen(): Promise<Session>;
  close(): Promise<void>;
}

const QUICK: SessionLimits = { purpose: 'reads', statementMs: 30_000, lockMs: 10_000 };
const HEAVY: SessionLimits = { purpose: 'long reads', statementMs: 60_000, lockMs: 10_000 };
const WRITES: SessionLimits = { purpose: 'writes', statementMs: 30_000, lockMs: 10_000 };
/** A queue grows and empties faster than the server counts its rows. */
const DELIVERIES: SessionLimits = { purpose: 'deliveries', statementMs: 60_000, lockMs: 10_000, byIndex: true };
const CLAIMS: SessionLimits = { ...DELIVERIES, waitsForDisk: false };
const LISTENING: SessionLimits = { purpose: 'listening', statementMs: 10_000, lockMs: 10_000 };

const QUICK_LINES = 4;
/** Statements that follow each other on a connection without waiting: quick ones gain, long ones must not queue up. */
const QUICK_DEPTH = 8;
const HEAVY_LINES = 2;
const WRITERS = 2;
const DELIVERY_LINES = 2;

/** Opens nothing yet: each connection is made when it is first needed. */
export function openConnections(settings: ConnectionSettings, poolSize = QUICK_LINES): Connections {
  const open = (limits: SessionLimits) => () => openSession(settings, limits);
  const { nameOf, arranged } = nameStatements();
  const quick = createLines(open(QUICK), poolSize, QUICK_DEPTH);
  const heavy = createLines(open(HEAVY), HEAVY_LINES, 1);
  const deliveries = createLines(open(DELIVERIES), DELIVERY_LINES, 1);
  const claims = createLines(open(CLAIMS), 1, 1);
  const writers = Array.from({ length: WRITERS }, () => createLine(open(WRITES)));
  const idle = [...writers];

  return {
    quick, heavy, deliveries, claims, nameOf, arranged, writers: WRITERS,
    async write(units, told) {
      const line = idle.pop();
      if (line === undefined) throw new Error('more groups than connections that write');
      try {
        return await writeOn(line, nameOf, units, told);
      } finally {
        idle.push(line);
      }
    },
    listen: open(LISTENING),
    async close() {
      await Promise.all([quick.close(), heavy.close(), deliveries.close(), claims.close(), ...writers.map((line) => line.close())]);
    },
  };
}

/** A transaction stays on the session it began on; were that one lost, the rest must not run anywhere else. */
async function writeOn(line: Line, nameOf: (sql: string) => string | undefined, units: readonly Unit[], told: (epoch: Epoch) => void): Promise<readonly UnitOutcome[]> {
  try {
    const session = await line.session();
    return await applyUnits({ script: session.script, copy: session.copy, run: (sql, params) => session.run(sql, params, nameOf(sql)) }, units, told);
  } catch (error) {
    throw toUnavailable(error);
  }
}
