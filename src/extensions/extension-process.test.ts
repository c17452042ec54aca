import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { startProcess, type ExtensionProcess, type UseTool } from './extension-process.ts';

const opened: ExtensionProcess[] = [];
afterEach(async () => { await Promise.all(opened.splice(0).map((running) => running.close())); });

const QUICK = { timeoutMs: 400, chain: ['probe'] };
const PATIENT = { timeoutMs: 10_000, chain: ['probe'] };

function start(code: string, { useTool = async () => null, env = {} }: { readonly useTool?: UseTool; readonly env?: Readonly<Record<string, string>> } = {}): ReturnType<typeof startProcess> {
  const file = join(tempFolder(), 'probe.ts');
  writeFileSync(file, code);
  return startProcess({ file, env, useTool, log: () => undefined, clock: Date.now });
}

async function probe(code: string, parts: Parameters<typeof start>[1] = {}): Promise<ExtensionProcess> {
  const { process: running } = await start(code, parts);
  opened.push(running);
  return running;
}

const route = (name: string): { readonly kind: 'route'; readonly route: string; readonly request: { readonly method: string; readonly path: string; readonly query: object & Record<string, string>; readonly headers: Record<string, string>; readonly body: unknown } } =>
  ({ kind: 'route', route: `GET /${name}`, request: { method: 'GET', path: `/${name}`, query: {}, headers: {}, body: undefined } });
const routes = (code: string): string => `export default { routes: { ${code}, 'GET /good'() { return { body: 'good' }; } } };`;

test('what is no extension is told of in a sentence', async () => {
  await expect(start('export default 5;')).rejects.toThrow('its default export is no extension');
  await expect(start('export default { onn: {} };')).rejects.toThrow('there is no member "onn"');
  await expect(start('export default { on: { "client.created": 5 } };')).rejects.toThrow('"client.created" in its "on" must be a function');
  await expect(start('export default { name: "Имя" };')).rejects.toThrow('its name must be of small Latin letters');
  await expect(start('export default { schedule: [{ every: "1h" }] };')).rejects.toThrow('each of its "schedule" must be');
  await expect(start('throw new Error("сломано");')).rejects.toThrow('сломано');
  await expect(start('export default {')).rejects.toThrow(/Unexpected|Expected/u);
  await expect(start('process.exit(3);')).rejects.toThrow('its process ended with code 3');
});

test('a module anywhere imports tolmach/extensions, and its types are taken off', async () => {
  const { manifest, process: running } = await start('import { defineExtension, type Extension } from "tolmach/extensions"; const made: Extension = defineExtension({ name: "own", on: { "client.add": () => undefined }, filterFailure: "pass" }); export default made;');
  opened.push(running);
  expect(manifest).toEqual({ name: 'own', filterFailure: 'pass', on: ['client.add'], filter: [], schedule: [], routes: [] });
});

test('what a handler throws is told, and it goes on', async () => {
  const running = await probe(routes(`'GET /bad'() { throw new Error('так не пойдёт'); }, 'GET /odd'() { return { body() {} }; }`));
  await expect(running.perform(route('bad'), PATIENT)).rejects.toThrow('так не пойдёт');
  await expect(running.perform(route('odd'), PATIENT)).rejects.toThrow('could not be cloned');
  expect(await running.perform(route('good'), PATIENT)).toEqual({ body: 'good' });
  expect(running.report()).toEqual({ state: 'running', error: expect.stringContaining('could not be cloned'), failures: 2 });
});

for (const [how, code] of [['waits for ever', 'return new Promise(() => undefined);'], ['never gives way', 'while (true);'], ['ends its process', 'process.exit(1);'], ['leaks memory', 'const all = []; for (;;) all.push(new Array(1000).fill(all.length));'], ['leaks buffers', 'const all = []; for (;;) all.push(Buffer.alloc(1e6, 1));']] as const) {
  test(`a handler that ${how} fails alone: it is started anew`, async () => {
    const running = await probe(routes(`'GET /bad'() { ${code} }`));
    await expect(running.perform(route('bad'), how.startsWith('leaks') ? PATIENT : QUICK)).rejects.toThrow(/longer than 0.4 s|its process ended with code 1|more than 64 MB|too much memory/u);
    expect(running.report()).toMatchObject({ state: 'starting', failures: 1 });
    await expect.poll(() => running.perform(route('good'), PATIENT).catch(String), { timeout: 20_000 }).toEqual({ body: 'good' });
    expect(running.report()).toMatchObject({ state: 'running' });
  });
}

test('an error that nobody waits for ends the process, and not the server', async () => {
  const running = await probe(routes(`'GET /bad'() { setTimeout(() => { throw new Error('потом'); }, 10); return { body: 'ok' }; }`));
  expect(await running.perform(route('bad'), PATIENT)).toEqual({ body: 'ok' });
  await expect.poll(() => running.report().error).toBe('потом');
});

test('tools answer, refuse with a code, and are closed to a handler whose time is over', async () => {
  const calls: unknown[] = [];
  const useTool: UseTool = async (call, chain) => {
    calls.push([call, chain]);
    if (call.tool === 'read') return { id: 5, version: 1 };
    throw Object.assign(new Error('нельзя'), { code: 'forbidden' });
  };
  const running = await probe(`export default { routes: { async 'GET /good'(_request, tools) {
    const record = await tools.read('client', 5);
    const code = await tools.create('client', {}).catch((error) => error.code);
    return { body: [record, code] };
  } } };`, { useTool });
  expect(await running.perform(route('good'), PATIENT)).toEqual({ body: [{ id: 5, version: 1 }, 'forbidden'] });
  expect(calls).toEqual([[{ tool: 'read', arguments: ['client', 5] }, ['probe']], [{ tool: 'create', arguments: ['client', {}] }, ['probe']]]);
});

test('an extension sees of the environment what it was given', async () => {
  const running = await probe(routes(`'GET /env'() { return { body: [process.env.NOTIFIER_URL, process.env.PATH ?? null] }; }`), { env: { NOTIFIER_URL: 'http://x' } });
  expect(await running.perform(route('env'), PATIENT)).toEqual({ body: ['http://x', null] });
});
