import type { Answer, Call } from '../call.ts';
import { designedEntities, designedEntity, designedField, designedFields } from './designed-entity.ts';
import { presentEntity, presentField } from './present.ts';

/** `GET /meta/entities`. */
export async function listEntities(call: Call): Promise<Answer> {
  return { status: 200, body: { data: designedEntities(call).map(presentEntity) } };
}

/** `GET /meta/entities/{entity}`: the entity with its fields. */
export async function getEntity(call: Call): Promise<Answer> {
  const entity = designedEntity(call);
  const fields = designedFields(call, entity).map((field) => presentField(entity, field));
  return { status: 200, body: { ...presentEntity(entity), fields } };
}

/** `GET /meta/entities/{entity}/fields`. */
export async function listFields(call: Call): Promise<Answer> {
  const entity = designedEntity(call);
  return { status: 200, body: { data: designedFields(call, entity).map((field) => presentField(entity, field)) } };
}

/** `GET /meta/entities/{entity}/fields/{field}`. */
export async function getField(call: Call): Promise<Answer> {
  const entity = designedEntity(call);
  return { status: 200, body: presentField(entity, designedField(call, entity, call.param('field'))) };
}
