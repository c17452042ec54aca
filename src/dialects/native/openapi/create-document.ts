import * as z from 'zod';
import type { Described, Route } from '../call.ts';
import type { ShownEntity } from '../records/shown-entity.ts';
import { jsonSchema } from '../shapes/json-schema.ts';
import { entityShape, type EntityPart } from './entity-shapes.ts';
import { PROBLEM } from './problem-shape.ts';

type Json = Readonly<Record<string, unknown>>;

const PARTS: readonly EntityPart[] = ['record', 'record_page', 'deleted_records', 'new_record', 'record_change'];

interface Operation {
  readonly route: Route;
  readonly entity: ShownEntity | undefined;
}

/** An OpenAPI 3.1 document of these routes: those about records once for each entity. */
export function createDocument(routes: readonly Route[], entities: readonly ShownEntity[]): Json {
  const operations = routes.flatMap((route): readonly Operation[] => (route.path.startsWith('/records/{entity}') ? entities.map((entity) => ({ route, entity })) : [{ route, entity: undefined }]));
  const byPath = Map.groupBy(operations, ({ route, entity }) => pathOf(route, entity));
  return {
    openapi: '3.1.0',
    info: { title: 'Tolmach API', version: '1', description: 'Records of any entity, and the metadata that they follow. Errors are problem details (RFC 9457).' },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
    paths: Object.fromEntries([...byPath].map(([path, found]) => [path, Object.fromEntries(found.map(({ route, entity }) => [route.method.toLowerCase(), operation(route, entity)]))])),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key; Tolmach-User names whom a key that speaks for all acts as' } },
      responses: { problem: { description: 'A refusal', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } } } },
      schemas: { problem: jsonSchema(PROBLEM, 'output'), ...Object.fromEntries(entities.flatMap((entity) => PARTS.map((part) => [schemaName(entity, part), jsonSchema(entityShape(entity, part), 'output')]))) },
    },
  };
}

function pathOf({ path }: Route, entity: ShownEntity | undefined): string {
  return entity === undefined ? path : path.replace('{entity}', entity.definition.name);
}

function operation(route: Route, entity: ShownEntity | undefined): Json {
  const status = String(route.status ?? 200);
  const body = route.body === undefined ? {} : { requestBody: { required: isRequired(route.body), content: { 'application/json': { schema: schemaOf(route.body, entity, 'input') } } } };
  const content = route.answer === undefined ? {} : { content: { 'application/json': { schema: schemaOf(route.answer, entity, 'output') } } };
  return {
    operationId: operationId(route, entity),
    summary: entity === undefined ? route.summary : `${entity.definition.label.en}: ${route.summary}`,
    tags: [entity === undefined ? tagOf(route) : entity.definition.name],
    parameters: [...pathParameters(pathOf(route, entity)), ...(route.query ?? []).map(({ name, about, schema }) => ({ name, in: 'query', description: about, schema })), ...headers(route)],
    ...body,
    responses: { [status]: { description: route.summary, ...content }, default: { $ref: '#/components/responses/problem' } },
  };
}

function tagOf({ path }: Route): string {
  return /^\/(?:webhooks|events)\b/u.test(path) ? 'webhooks' : 'meta';
}

function isRequired(body: Described): boolean {
  return !(body instanceof z.ZodType && body.safeParse(undefined).success);
}

/** `get_records_client_id_`: unique as the pair of method and address is. */
function operationId(route: Route, entity: ShownEntity | undefined): string {
  return `${route.method.toLowerCase()}${pathOf(route, entity).replaceAll(/[^\w]+/gu, '_')}`;
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({ name, in: 'path', required: true, schema: name === 'id' || name === 'delivery' ? { type: 'integer', minimum: 1 } : { type: 'string' } }));
}

function headers({ versioned }: Route): readonly Json[] {
  if (versioned !== true) return [];
  return [{ name: 'If-Match', in: 'header', description: 'The ETag that the record must still have; otherwise 412', schema: { type: 'string' } }];
}

function schemaOf(described: Described, entity: ShownEntity | undefined, io: 'input' | 'output'): Json {
  if (described instanceof z.ZodType) return jsonSchema(described, io);
  if (entity === undefined) throw new Error(`${described} is a shape of an entity`);
  return { $ref: `#/components/schemas/${schemaName(entity, described)}` };
}

function schemaName({ definition }: ShownEntity, part: EntityPart): string {
  return `${definition.name}.${part}`;
}
