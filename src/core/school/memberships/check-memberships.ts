import type { PlannedValues } from '../../changes/change-set.ts';
import type { Draft } from '../../changes/draft.ts';
import type { Crm } from '../../crm.ts';
import type { Directory } from '../../directory.ts';
import { CrmError } from '../../errors.ts';
import { draftedChanges, plannedText, type DraftedChange } from '../drafted.ts';
import { fence } from '../fence.ts';
import { idsAmong, linkAt, samePlace } from '../references.ts';
import { openRows, type Rows } from '../rows.ts';
import { claimGroups } from '../schedule/group-claims.ts';

/**
 * Refuses a new or changed membership that ends before it starts (CrmError `invalid`, `ends_on` is `out_of_range`), or
 * that shares a day with another living one of the client in the group (`duplicate`). The clients are fenced, and
 * the lessons of the groups claimed to stay: of two decisions of one moment the second sees the first.
 */
export async function checkMemberships(crm: Crm, draft: Draft, directory: Directory): Promise<void> {
  const changes = draftedChanges(draft, 'membership').filter(isMoved);
  if (changes.length === 0) return;
  for (const { after } of changes) refuseBackwards(after);
  const ends = (field: string): readonly number[] => idsAmong(changes.flatMap(({ before, after }) => [linkAt(before, field), linkAt(after, field)]));
  await Promise.all([fence(crm, draft, 'client', ends('client')), claimGroups(crm, draft, ends('group'))]);
  const rows = openRows(crm, draft, directory);
  await Promise.all(changes.map((change) => refuseOverlap(rows, change)));
}

/** Whether a membership comes, goes, or holds for another client, group or time. */
export function isMoved({ before, after }: DraftedChange): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return ['client', 'group'].some((field) => !samePlace(linkAt(before, field), linkAt(after, field)))
    || ['starts_on', 'ends_on'].some((field) => plannedText(before, field) !== plannedText(after, field));
}

function refuseBackwards(after: PlannedValues | undefined): void {
  const [startsOn, endsOn] = [plannedText(after, 'starts_on'), plannedText(after, 'ends_on')];
  if (startsOn === null || endsOn === null || endsOn >= startsOn) return;
  throw new CrmError('invalid', { entity: 'membership', faults: [{ field: 'ends_on', fault: 'out_of_range' }] });
}

async function refuseOverlap(rows: Rows, { id, after }: DraftedChange): Promise<void> {
  const [client, group] = [linkAt(after, 'client'), linkAt(after, 'group')];
  if (after === undefined || client === null || group === null) return;
  const others = (await rows.linkedTo('membership', 'client', [client])).filter((other) => !samePlace(other.id, id));
  const clash = others.find(({ values }) => samePlace(linkAt(values, 'group'), group) && overlap(values, after));
  if (clash !== undefined) throw new CrmError('duplicate', { entity: 'membership', ...(typeof clash.id === 'number' ? { id: clash.id } : {}) });
}

function overlap(left: PlannedValues, right: PlannedValues): boolean {
  const endsBefore = (one: PlannedValues, other: PlannedValues): boolean => {
    const [end, start] = [plannedText(one, 'ends_on'), plannedText(other, 'starts_on')];
    return end !== null && start !== null && end < start;
  };
  return !endsBefore(left, right) && !endsBefore(right, left);
}
