import { readPage } from '../actions/index-action.ts';
import type { Model } from '../model.ts';
import { listBody } from '../transport/envelope.ts';

/** Connections for online lessons: `streaming_id` of rooms and teachers is a bare number here, so there are none to list (alfaCRM contract 3.30). */
export const streaming: Model = {
  path: 'streaming', className: 'Streaming', entity: 'room', byBranch: false, actions: ['index'], fields: [], filters: {},
  own: { index: (call) => Promise.resolve(listBody({ total: 0, page: readPage(call).page, items: [] })) },
};
