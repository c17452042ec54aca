import { numberIn, textIn } from './cells.ts';
import { convertValue, recordId, type Conversion } from './convert-value.ts';
import type { Row } from './dump/dump-part.ts';
import type { Plan } from './plan.ts';
import type { Prepared } from './prepared.ts';
import { namesIn, stampOf } from './prepare-record.ts';
import type { Tally } from './tally.ts';

/** A row of `app_comments`; undefined where it hangs on nothing that is carried (Rukovoditel contract 3.8). */
export function prepareComment(plan: Plan, row: Row, conversion: Conversion, after: number, tally: Tally): Prepared | undefined {
  const number = numberIn(row, 'entities_id');
  const entity = plan.entity(number)?.definition.name;
  const record = recordId(number, numberIn(row, 'items_id'), conversion.ids);
  if (entity === undefined || record === undefined) {
    tally.note('comments on what is gone are not carried', `comment ${numberIn(row, 'id')}`);
    return undefined;
  }
  const files = namesIn(textIn(row, 'attachments'));
  const values = { entity, record, text: textIn(row, 'description') || null, ...stampOf(row, conversion, tally) };
  return { entity: 'comment', id: numberIn(row, 'id') + after, values, files: files.length === 0 ? {} : { files } };
}

/** A row of `app_comments_history`: a field that was set with a comment. */
export function prepareHistory(plan: Plan, row: Row, conversion: Conversion, after: number, tally: Tally): Prepared | undefined {
  const field = plan.field(numberIn(row, 'fields_id'));
  const { value, lost } = field === undefined ? { value: null, lost: 'the field is not carried' } : convertValue(field, textIn(row, 'fields_value'), conversion);
  if (lost !== undefined) tally.note('changes that comments brought are not told of', `comment ${numberIn(row, 'comments_id')}: ${lost}`);
  if (field === undefined || value === null) return undefined;
  return { entity: 'comment', id: numberIn(row, 'comments_id') + after, values: { [field.core.name]: value }, files: {}, addsTo: 'comment' };
}
