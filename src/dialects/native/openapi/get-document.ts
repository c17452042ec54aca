import type { Answer, Call, Route } from '../call.ts';
import { readableEntities } from '../records/shown-entity.ts';
import { createDocument } from './create-document.ts';

/** `GET /openapi.json`: this API as OpenAPI 3.1, with the entities and fields that the caller may see as of now. */
export function getDocument(routes: () => readonly Route[]): (call: Call) => Promise<Answer> {
  return async (call) => ({ status: 200, body: createDocument(routes(), readableEntities(call)) });
}
