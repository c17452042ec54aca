import pg from 'pg';

/** Names under which systems have the letters of all languages; one of them is on each we know. */
export const LETTERS = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'UTF-8'];
const UNKNOWN_LOCALE = new Set(['22023', '42809']);

/**
 * Makes a database as an operator should: one that knows which characters are letters, so that the search can use its
 * index for Cyrillic words; `locales`: by the first of these names that the system has. Gives its URL.
 */
export async function createDatabase(serverUrl: string, name: string, locales: readonly string[] = LETTERS): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await createWithLetters(client, name, locales);
  } finally {
    await client.end();
  }
  const address = new URL(serverUrl);
  address.pathname = `/${name}`;
  return address.href;
}

async function createWithLetters(client: pg.Client, name: string, [locale, ...others]: readonly string[]): Promise<void> {
  try {
    await client.query(`CREATE DATABASE "${name}" TEMPLATE template0${locale === undefined ? '' : ` LC_CTYPE '${locale}'`}`);
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (locale === undefined || code === undefined || !UNKNOWN_LOCALE.has(code)) throw error;
    await createWithLetters(client, name, others);
  }
}
