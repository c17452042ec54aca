import { readMany } from '../../../core/records/read-many.ts';
import { listAt, textAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import type { WireJson } from '../transport/wire-json.ts';

/** `teachers`: who they are, beside their ids (alfaCRM contract 3.11); kiber reads the names. */
export async function groupTeachers(groups: readonly CrmRecord[], { crm, context }: Call): Promise<(record: CrmRecord) => Readonly<Record<string, WireJson>>> {
  const teachers = await readMany(crm, context, 'teacher', groups.flatMap(teacherIds));
  return (group) => ({
    teachers: teacherIds(group).flatMap((id) => {
      const teacher = teachers.get(id);
      return teacher === undefined ? [] : [{ id, name: textAt(teacher, 'name') ?? '' }];
    }),
  });
}

function teacherIds(group: CrmRecord): readonly number[] {
  return listAt(group, 'teachers').map(Number);
}
