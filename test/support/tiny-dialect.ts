import type { Dialect } from '../../src/dialects/dialect.ts';

/** The smallest dialect there can be: it echoes, and it fails on demand. */
export const TINY: Dialect = {
  name: 'tiny',
  title: 'Tiny API',
  preset: { name: 'tiny', entities: [], added: [], seeds: [] },
  settings: [{ name: 'TOLMACH_TINY_MODE', values: ['plain', 'fancy'], standard: 'plain', about: 'How it speaks.' }],
  coverage: [],
  sampleCurl: (address, login, key) => `curl ${address}/tiny?login=${login}&key=${key}`,
  register(app, { settings }) {
    app.all('/tiny', async (request) => ({
      method: request.method,
      mode: settings['TOLMACH_TINY_MODE'],
      type: request.headers['content-type'] ?? null,
      body: Buffer.isBuffer(request.body) ? request.body.toString('utf8') : null,
    }));
    app.get('/tiny/fault', async () => {
      throw new Error('select * from secret');
    });
  },
};
