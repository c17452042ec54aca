import { changeEntity } from '../../../core/designer/change-entity.ts';
import { createEntity } from '../../../core/designer/create-entity.ts';
import { removeEntity } from '../../../core/designer/remove-entity.ts';
import { restoreEntity } from '../../../core/designer/restore-entity.ts';
import type { Answer, Call } from '../call.ts';
import { asSeen } from '../records/shown-entity.ts';
import { ENTITY_CHANGE, NEW_ENTITY } from './body-shapes.ts';
import { presentEntity, presentField } from './present.ts';

/** `POST /meta/entities`: 201 with the entity and its first fields; records can be added at once. */
export async function addEntity(call: Call): Promise<Answer> {
  const { name } = await createEntity(call.crm, call.context, call.body(NEW_ENTITY));
  return { status: 201, headers: { location: `/api/v1/meta/entities/${name}` }, body: await asItIsNow(call, name) };
}

/** `PATCH /meta/entities/{entity}`: what is not named stays. */
export async function changeOneEntity(call: Call): Promise<Answer> {
  const { name } = await changeEntity(call.crm, call.context, call.param('entity'), call.body(ENTITY_CHANGE));
  return { status: 200, body: await asItIsNow(call, name) };
}

/** `DELETE /meta/entities/{entity}`: takes it away; it can be restored. */
export async function takeEntityAway(call: Call): Promise<Answer> {
  await removeEntity(call.crm, call.context, call.param('entity'));
  return { status: 204 };
}

/** `POST /meta/entities/{entity}/restore`. */
export async function bringEntityBack(call: Call): Promise<Answer> {
  const { name } = await restoreEntity(call.crm, call.context, call.param('entity'));
  return { status: 200, body: await asItIsNow(call, name) };
}

/** An entity with its fields, by the newest definitions. */
export async function asItIsNow(call: Call, name: string): Promise<object> {
  const directory = await call.crm.directory();
  const entity = asSeen({ ...call, directory }, directory.catalog.entity(name));
  return { ...presentEntity(entity), fields: entity.definition.fields.filter(({ removed, secret }) => removed !== true && !secret).map((field) => presentField(entity, field)) };
}
