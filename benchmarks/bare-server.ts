// What a read costs without a CRM around it: `node:http`, one prepared statement, JSON.stringify. The database is the
// server's own, the row is the same, and the clid comes in a JSON body as it does there.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { openForReading } from '../src/storage/sqlite/connection.ts';

/** 26 columns of a client. */
const COLUMNS = [
  'id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at', 'name', 'kind', 'owner', 'industry', 'parent',
  'main_person', 'addresses', 'phones', 'faxes', 'websites', 'emails', 'territory', 'note', 'decision_scheme', 'relation', 'source',
  'external_id', 'favourite', 'archived_at',
].join(', ');
const POOL = 4;

type ReadClient = (clid: number) => unknown;

const place = process.argv[2] ?? '';
const readClient: ReadClient = place.startsWith('postgres://') ? fromPostgres(place) : fromSqlite(place);

const server = createServer((request, response) => {
  readBody(request).then(async (body) => {
    const { clid } = JSON.parse(body) as { clid: number };
    const text = JSON.stringify({ data: await readClient(clid) });
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  }).catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));

function fromSqlite(file: string): ReadClient {
  const statement = openForReading(file).prepare(`SELECT ${COLUMNS} FROM e_client WHERE id = ?`);
  return (clid) => statement.get(clid);
}

function fromPostgres(url: string): ReadClient {
  const pool = new pg.Pool({ connectionString: url, max: POOL });
  const text = `SELECT ${COLUMNS} FROM e_client WHERE id = $1`;
  return async (clid) => (await pool.query<Record<string, unknown>>({ name: 'client', text, values: [clid] })).rows[0];
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}
