import type { Route } from '../call.ts';
import { ENTITY_CHANGE, FIELD_CHANGE, LIST_CHANGE, NEW_ENTITY, NEW_FIELD, NEW_LIST, NEW_OPTION, NEW_ROLE, OPTION_CHANGE, RETYPE, RIGHT_CHANGE, ROLE_CHANGE } from './body-shapes.ts';
import { addEntity, bringEntityBack, changeOneEntity, takeEntityAway } from './change-entities.ts';
import { bringFieldBack, changeOneField, newField, takeFieldAway } from './change-fields.ts';
import { addList, changeOneList, changeOneOption, newOption, takeListAway } from './change-lists.ts';
import { addRole, changeOneRole, putRight } from './change-roles-and-rights.ts';
import { REMOVED_MEMBER } from './designed-entity.ts';
import { getEntity, getField, listEntities, listFields } from './entities.ts';
import { listFieldTypes } from './field-types.ts';
import { getList, listLists, listOptions } from './lists.ts';
import { retypeOneField } from './retype-field.ts';
import { listRights, listRoles, RIGHTS_QUERY } from './roles-and-rights.ts';
import { ENTITY, FIELD, FIELD_TYPE, LIST, listOf, OPTION, RETYPED, RIGHT, ROLE, WHOLE_ENTITY, WHOLE_LIST } from './shapes.ts';

/** The calls about what records are made of. */
export const META_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/meta/entities', summary: 'Entities', query: [REMOVED_MEMBER], answer: listOf(ENTITY), handle: listEntities },
  { method: 'POST', path: '/meta/entities', summary: 'Defines an entity', body: NEW_ENTITY, answer: WHOLE_ENTITY, status: 201, long: true, handle: addEntity },
  { method: 'GET', path: '/meta/entities/{entity}', summary: 'One entity with its fields', query: [REMOVED_MEMBER], answer: WHOLE_ENTITY, handle: getEntity },
  { method: 'PATCH', path: '/meta/entities/{entity}', summary: 'Changes how an entity is called', body: ENTITY_CHANGE, answer: WHOLE_ENTITY, long: true, handle: changeOneEntity },
  { method: 'DELETE', path: '/meta/entities/{entity}', summary: 'Takes an entity without records away', status: 204, handle: takeEntityAway },
  { method: 'POST', path: '/meta/entities/{entity}/restore', summary: 'Brings a removed entity back', answer: WHOLE_ENTITY, long: true, handle: bringEntityBack },
  { method: 'GET', path: '/meta/entities/{entity}/fields', summary: 'Fields of an entity', query: [REMOVED_MEMBER], answer: listOf(FIELD), handle: listFields },
  { method: 'POST', path: '/meta/entities/{entity}/fields', summary: 'Adds a field', body: NEW_FIELD, answer: FIELD, status: 201, long: true, handle: newField },
  { method: 'GET', path: '/meta/entities/{entity}/fields/{field}', summary: 'One field', answer: FIELD, handle: getField },
  { method: 'PATCH', path: '/meta/entities/{entity}/fields/{field}', summary: 'Changes a field', body: FIELD_CHANGE, answer: FIELD, long: true, handle: changeOneField },
  { method: 'DELETE', path: '/meta/entities/{entity}/fields/{field}', summary: 'Takes a field away; its values stay', status: 204, handle: takeFieldAway },
  { method: 'POST', path: '/meta/entities/{entity}/fields/{field}/restore', summary: 'Brings a removed field back with its values', answer: FIELD, long: true, handle: bringFieldBack },
  { method: 'POST', path: '/meta/entities/{entity}/fields/{field}/retype', summary: 'Gives a field another type, or tells what would become of its values', body: RETYPE, answer: RETYPED, long: true, handle: retypeOneField },
  { method: 'GET', path: '/meta/field-types', summary: 'Types of fields, and what can be asked of each', answer: listOf(FIELD_TYPE), handle: listFieldTypes },
  { method: 'GET', path: '/meta/lists', summary: 'Lists of options', answer: listOf(LIST), handle: listLists },
  { method: 'POST', path: '/meta/lists', summary: 'Makes a list', body: NEW_LIST, answer: LIST, status: 201, handle: addList },
  { method: 'GET', path: '/meta/lists/{code}', summary: 'One list with its options', answer: WHOLE_LIST, handle: getList },
  { method: 'PATCH', path: '/meta/lists/{code}', summary: 'Changes a list', body: LIST_CHANGE, answer: LIST, handle: changeOneList },
  { method: 'DELETE', path: '/meta/lists/{code}', summary: 'Deletes a list that no field uses', status: 204, handle: takeListAway },
  { method: 'GET', path: '/meta/lists/{code}/options', summary: 'Options of a list', answer: listOf(OPTION), handle: listOptions },
  { method: 'POST', path: '/meta/lists/{code}/options', summary: 'Adds an option', body: NEW_OPTION, answer: OPTION, status: 201, handle: newOption },
  { method: 'PATCH', path: '/meta/lists/{code}/options/{id}', summary: 'Changes an option', body: OPTION_CHANGE, answer: OPTION, handle: changeOneOption },
  { method: 'GET', path: '/meta/roles', summary: 'Roles', answer: listOf(ROLE), handle: listRoles },
  { method: 'POST', path: '/meta/roles', summary: 'Makes a role', body: NEW_ROLE, answer: ROLE, status: 201, handle: addRole },
  { method: 'PATCH', path: '/meta/roles/{id}', summary: 'Changes a role', body: ROLE_CHANGE, answer: ROLE, handle: changeOneRole },
  { method: 'GET', path: '/meta/rights', summary: 'Rights of roles to entities and fields', query: RIGHTS_QUERY, answer: listOf(RIGHT), handle: listRights },
  { method: 'PUT', path: '/meta/rights', summary: 'Gives a role rights to an entity', body: RIGHT_CHANGE, answer: RIGHT, handle: putRight },
];
