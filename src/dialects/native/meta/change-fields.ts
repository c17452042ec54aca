import { addField } from '../../../core/designer/add-field.ts';
import { changeFieldSettings } from '../../../core/designer/change-field-settings.ts';
import { removeField } from '../../../core/designer/remove-field.ts';
import { restoreField } from '../../../core/designer/restore-field.ts';
import type { FieldDefinition } from '../../../core/metadata/definitions.ts';
import type { Answer, Call } from '../call.ts';
import { asSeen } from '../records/shown-entity.ts';
import { FIELD_CHANGE, NEW_FIELD } from './body-shapes.ts';
import { presentField } from './present.ts';
import { settingsFromWire } from './settings-names.ts';

/** `POST /meta/entities/{entity}/fields`: 201 with the field; it can be written at once. */
export async function newField(call: Call): Promise<Answer> {
  const entity = call.param('entity');
  const { settings, ...asked } = call.body(NEW_FIELD);
  const field = await addField(call.crm, call.context, entity, { ...asked, ...(settings === undefined ? {} : { settings: settingsFromWire(settings) }) });
  return { status: 201, headers: { location: `/api/v1/meta/entities/${entity}/fields/${field.name}` }, body: await fieldAsItIs(call, field) };
}

/** `PATCH /meta/entities/{entity}/fields/{field}`: what is not named stays; a setting of null is taken away. */
export async function changeOneField(call: Call): Promise<Answer> {
  const { settings, ...change } = call.body(FIELD_CHANGE);
  const field = await changeFieldSettings(call.crm, call.context, call.param('entity'), call.param('field'), { ...change, ...(settings === undefined ? {} : { settings: settingsFromWire(settings) }) });
  return { status: 200, body: await fieldAsItIs(call, field) };
}

/** `DELETE /meta/entities/{entity}/fields/{field}`: takes it away with its values; both can be restored. */
export async function takeFieldAway(call: Call): Promise<Answer> {
  await removeField(call.crm, call.context, call.param('entity'), call.param('field'));
  return { status: 204 };
}

/** `POST /meta/entities/{entity}/fields/{field}/restore`. */
export async function bringFieldBack(call: Call): Promise<Answer> {
  const field = await restoreField(call.crm, call.context, call.param('entity'), call.param('field'));
  return { status: 200, body: await fieldAsItIs(call, field) };
}

async function fieldAsItIs(call: Call, { name }: FieldDefinition): Promise<object> {
  const directory = await call.crm.directory();
  const entity = asSeen({ ...call, directory }, directory.catalog.entity(call.param('entity')));
  return presentField(entity, directory.catalog.field(entity.definition.name, name));
}
