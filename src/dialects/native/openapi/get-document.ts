import type { Directory } from '../../../core/directory.ts';
import type { Answer, Call, Route } from '../call.ts';
import { readableEntities } from '../records/shown-entity.ts';
import { createDocument } from './create-document.ts';

/** Documents by whose they are, as long as the directory that they were made of: making one takes a while. */
type Documents = Map<string, object>;

/** `GET /openapi.json`: this API as OpenAPI 3.1, with the entities and fields that the caller may see as of now. */
export function getDocument(routes: () => readonly Route[]): (call: Call) => Promise<Answer> {
  const known = new WeakMap<Directory, Documents>();
  return async (call) => {
    const { account } = call.context;
    const documents = known.get(call.directory) ?? new Map<string, object>();
    known.set(call.directory, documents);
    // What is seen of entities and fields is decided by the role alone, and by being an administrator.
    const whose = account.administrator ? 'administrator' : String(account.role.id);
    const body = documents.get(whose) ?? createDocument(routes(), readableEntities(call));
    documents.set(whose, body);
    return { status: 200, body };
  };
}
