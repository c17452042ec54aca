import { parentPort, workerData } from 'node:worker_threads';
import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import type { FieldRenames } from '../../core/storage.ts';
import type { Statement } from '../sql/statement.ts';
import type { Unit } from '../sql/steps.ts';
import { createUnitWriter } from './apply-units.ts';
import { openForWriting } from './connection.ts';
import { createDeliveryWriter, type DeliveryWrite } from './delivery-writer.ts';
import { releaseMemoryWhenIdle } from './release-memory.ts';
import { rememberStatements } from './statements.ts';
import { renameColumns, tableStatements } from './tables.ts';

/** What the thread that writes is asked. */
export type WriterRequest =
  | { readonly id: number; readonly kind: 'units'; readonly units: readonly Unit[] }
  /** Statements of one transaction: settings. */
  | { readonly id: number; readonly kind: 'script'; readonly statements: readonly Statement[] }
  | { readonly id: number; readonly kind: 'tables'; readonly entities: readonly EntityDefinition[]; readonly basedOn?: number | undefined }
  | { readonly id: number; readonly kind: 'renames'; readonly renames: FieldRenames }
  | { readonly id: number; readonly kind: 'delivery'; readonly write: DeliveryWrite }
  | { readonly id: number; readonly kind: 'backup'; readonly file: string }
  | { readonly id: number; readonly kind: 'close' };

const connection = openForWriting((workerData as { readonly file: string }).file);
const applyUnits = createUnitWriter(connection);
const writeDelivery = createDeliveryWriter(connection);
const statement = rememberStatements(connection);

const wakeUp = releaseMemoryWhenIdle();

parentPort?.on('message', (request: WriterRequest) => {
  wakeUp();
  answer(request).then(
    (result) => parentPort?.postMessage({ id: request.id, result }),
    (error: unknown) => parentPort?.postMessage({ id: request.id, failure: String(error), code: error instanceof Error && 'code' in error ? String(error.code) : '' }),
  );
});

async function answer(request: WriterRequest): Promise<unknown> {
  switch (request.kind) {
    case 'units': return applyUnits(request.units);
    case 'script': return runScript(() => request.statements);
    case 'tables': return runScript(() => tableStatements(connection, request.entities, request.basedOn));
    case 'renames': return connection.transaction(() => renameColumns(connection, request.renames, runStatement)).immediate();
    case 'delivery': return writeDelivery(request.write);
    case 'backup': return void (await connection.backup(request.file));
    case 'close': return closeFile();
  }
}

/** Tells whether there was anything to do. */
function runScript(statements: () => readonly Statement[]): boolean {
  return connection.transaction(() => {
    const script = statements();
    script.forEach(runStatement);
    return script.length > 0;
  }).immediate();
}

function runStatement({ sql, params }: Statement): void {
  if (params.length === 0) connection.exec(sql);
  else statement(sql).run(...params);
}

/** Leaves one file behind: the WAL is copied into it. */
function closeFile(): void {
  if (!connection.open) return;
  connection.pragma('optimize');
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}
