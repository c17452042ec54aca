import type { Route } from '../call.ts';
import { REMOVED_MEMBER } from './designed-entity.ts';
import { getEntity, getField, listEntities, listFields } from './entities.ts';
import { listFieldTypes } from './field-types.ts';
import { getList, listLists, listOptions } from './lists.ts';
import { listRights, listRoles, RIGHTS_QUERY } from './roles-and-rights.ts';
import { ENTITY, FIELD, FIELD_TYPE, LIST, listOf, OPTION, RIGHT, ROLE, WHOLE_ENTITY, WHOLE_LIST } from './shapes.ts';

/** The calls about what records are made of. */
export const META_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/meta/entities', summary: 'Entities', query: [REMOVED_MEMBER], answer: listOf(ENTITY), handle: listEntities },
  { method: 'GET', path: '/meta/entities/{entity}', summary: 'One entity with its fields', query: [REMOVED_MEMBER], answer: WHOLE_ENTITY, handle: getEntity },
  { method: 'GET', path: '/meta/entities/{entity}/fields', summary: 'Fields of an entity', query: [REMOVED_MEMBER], answer: listOf(FIELD), handle: listFields },
  { method: 'GET', path: '/meta/entities/{entity}/fields/{field}', summary: 'One field', answer: FIELD, handle: getField },
  { method: 'GET', path: '/meta/field-types', summary: 'Types of fields, and what can be asked of each', answer: listOf(FIELD_TYPE), handle: listFieldTypes },
  { method: 'GET', path: '/meta/lists', summary: 'Lists of options', answer: listOf(LIST), handle: listLists },
  { method: 'GET', path: '/meta/lists/{code}', summary: 'One list with its options', answer: WHOLE_LIST, handle: getList },
  { method: 'GET', path: '/meta/lists/{code}/options', summary: 'Options of a list', answer: listOf(OPTION), handle: listOptions },
  { method: 'GET', path: '/meta/roles', summary: 'Roles', answer: listOf(ROLE), handle: listRoles },
  { method: 'GET', path: '/meta/rights', summary: 'Rights of roles to entities and fields', query: RIGHTS_QUERY, answer: listOf(RIGHT), handle: listRights },
];
