import { deleteClient } from '../../../core/clients/delete-client.ts';
import type { Answer, Call } from '../call.ts';
import { clidOf } from '../client/identify.ts';
import { MISSING_CLID } from '../errors.ts';
import { WireError } from '../transport/envelope.ts';

/** `client/delete`: refused while the client has deals (406). The counts stand in the words of the documentation. */
export async function clientDelete(call: Call): Promise<Answer> {
  const id = clidOf(call);
  if (id === undefined) throw new WireError(MISSING_CLID);
  const { activities, persons, tasks } = await deleteClient(call.crm, call.context, id);
  const message = `Успешно: Клиент удален.<br>Также удалено ${activities} записи истории активностей. Снята привязка к Клиенту у ${persons} Контактов. `
    + `Удалено ${tasks} записей напоминаний. Удалено 0 файлов.`;
  return { message, result: 'Клиент удален', data: id };
}
