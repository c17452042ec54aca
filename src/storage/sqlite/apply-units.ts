import { bind, type Step, type Unit, type UnitOutcome } from '../sql/steps.ts';
import type { Connection } from './connection.ts';
import { indexTexts } from './index-texts.ts';
import { rememberStatements } from './statements.ts';

/** Thrown inside a unit to undo it alone. */
class Conflict extends Error {}

/**
 * Carries out units of work in one transaction: they share the wait for the disk. Each stands behind a savepoint, so
 * one that fails takes nothing of the others with it.
 */
export function createUnitWriter(connection: Connection): (units: readonly Unit[]) => readonly UnitOutcome[] {
  const statement = rememberStatements(connection);
  const inserts = new Map<string, string>();
  const number = connection.prepare('UPDATE sequence SET value = value + 1 WHERE name = ? RETURNING value').pluck();

  const insertSql = (place: string, width: number): string => {
    const found = inserts.get(place) ?? `INSERT INTO ${place} VALUES (${Array.from({ length: width }, () => '?').join(', ')})`;
    inserts.set(place, found);
    return found;
  };

  const carryOut = (step: Step, ids: number[]): void => {
    switch (step.kind) {
      case 'number':
        ids[step.slot] = Number(number.get(step.sequence));
        return;
      // One writer: nobody is kept out, and an update tells by itself whether its row is at the version it expects.
      case 'lock':
      case 'row':
      case 'search':
        return;
      case 'bump':
        statement('UPDATE epoch SET value = value + 1').run();
        return;
      case 'absent':
        if (statement(step.sql).get(...step.params) !== undefined) throw new Conflict();
        return;
      case 'insert':
        statement(insertSql(step.into, step.row.length)).run(step.row.map((param) => bind(param, ids)));
        return;
      case 'run': {
        const { changes } = statement(step.sql).run(step.params.map((param) => bind(param, ids)));
        if (step.expect !== undefined && changes !== step.expect) throw new Conflict();
      }
    }
  };

  const applyOne = (unit: Unit): UnitOutcome => {
    const ids: number[] = [];
    statement('SAVEPOINT unit').run();
    try {
      for (const step of unit.steps) carryOut(step, ids);
      statement('RELEASE unit').run();
      return { done: true, ids };
    } catch (error) {
      if (!connection.inTransaction) throw error;
      statement('ROLLBACK TO unit').run();
      statement('RELEASE unit').run();
      return refusal(error);
    }
  };

  return (units) => {
    statement('BEGIN IMMEDIATE').run();
    try {
      const outcomes = units.map(applyOne);
      indexTexts(statement, units, outcomes);
      statement('COMMIT').run();
      return outcomes;
    } catch (error) {
      if (connection.inTransaction) statement('ROLLBACK').run();
      const failure = refusal(error);
      return units.map(() => failure);
    }
  };
}

function refusal(error: unknown): UnitOutcome {
  if (error instanceof Conflict) return { done: false, reason: 'conflict' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return { done: false, reason: 'conflict' };
  return { done: false, reason: 'failed', message: error instanceof Error ? error.message : String(error), code };
}
