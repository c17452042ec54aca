import { defineExtension, refuse, type Tools } from 'tolmach/extensions';

/** Two clients never have the same ИНН: neither a new one nor a changed one, whichever API it comes through. */
export default defineExtension({
  filter: {
    'client.beforeAdd': ({ values }, tools) => checkClient(values['requisites'], undefined, tools),
    'client.beforeEdit': ({ values, id }, tools) => checkClient(values['requisites'], id, tools),
    'requisites.beforeAdd': ({ values }, tools) => checkRequisites(values, values['client'], tools),
    'requisites.beforeEdit': ({ values, before }, tools) => checkRequisites(values, before['client'], tools),
  },
});

type Values = Readonly<Record<string, unknown>>;
type Changed = { readonly values: Values } | undefined;

/** Requisites that come with their client (SalesMan). */
async function checkClient(requisites: unknown, client: unknown, tools: Tools): Promise<Changed> {
  const changed = await checkRequisites({ ...Object(requisites) }, client, tools);
  return changed && { values: { requisites: { ...Object(requisites), ...changed.values } } };
}

/** Refuses an ИНН that another client has; without spaces it is written as it will be looked for. */
async function checkRequisites({ inn: given }: Values, client: unknown, tools: Tools): Promise<Changed> {
  if (typeof given !== 'string' || given.trim() === '') return undefined;
  const inn = given.replaceAll(/\s/gu, '');
  for (const other of await tools.find('requisites', { inn })) {
    if (other['client'] === client) continue;
    const found = await tools.read('client', Number(other['client']));
    if (found !== undefined) throw refuse(`Клиент с ИНН ${inn} уже есть: ${String(found['name'])}`);
  }
  return inn === given ? undefined : { values: { inn } };
}
