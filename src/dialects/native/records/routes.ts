import type { Route } from '../call.ts';
import { addRecord } from './add-record.ts';
import { bringBackRecord } from './bring-back-record.ts';
import { changeRecord } from './change-record.ts';
import { deletedRecords } from './deleted-records.ts';
import { getRecord } from './get-record.ts';
import { listRecords } from './list-records.ts';
import { FIELDS_MEMBER, LIMIT_MEMBER, PAGE_QUERY } from './read-page.ts';
import { removeRecord } from './remove-record.ts';
import { EXPAND_MEMBER } from './titles.ts';

/** The calls about records; the OpenAPI document names them once for each entity. */
export const RECORD_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/records/{entity}', summary: 'A page of records', query: [...PAGE_QUERY, EXPAND_MEMBER], answer: 'record_page', handle: listRecords },
  { method: 'POST', path: '/records/{entity}', summary: 'Adds a record', body: 'new_record', answer: 'record', status: 201, handle: addRecord },
  { method: 'GET', path: '/records/{entity}/deleted', summary: 'Deleted records that can be restored', query: [LIMIT_MEMBER], answer: 'deleted_records', handle: deletedRecords },
  { method: 'GET', path: '/records/{entity}/{id}', summary: 'One record', query: [FIELDS_MEMBER, EXPAND_MEMBER], answer: 'record', handle: getRecord },
  { method: 'PATCH', path: '/records/{entity}/{id}', summary: 'Changes fields of a record', body: 'record_change', answer: 'record', versioned: true, handle: changeRecord },
  { method: 'DELETE', path: '/records/{entity}/{id}', summary: 'Deletes a record; it can be restored', status: 204, versioned: true, handle: removeRecord },
  { method: 'POST', path: '/records/{entity}/{id}/restore', summary: 'Brings a deleted record back', answer: 'record', handle: bringBackRecord },
];
