import { defineExtension, type ExtensionEvent } from 'tolmach/extensions';

const { NOTIFIER_URL: url, NOTIFIER_CHAT: chat = '' } = process.env;
if (url === undefined || url === '') throw new Error('NOTIFIER_URL is not set: where are messages to go?');

/** Tells a chat of new clients and new leads, as a bot of Telegram does. */
export default defineExtension({
  on: {
    'client.created': (event) => send(`Новый клиент: ${nameIn(event)}`),
    'lead.created': (event) => send(`Новая заявка: ${nameIn(event)}`),
  },
});

function nameIn({ after, recordId }: ExtensionEvent): string {
  return String(after?.['name'] ?? recordId);
}

/** What throws is tried again: nothing is lost while the receiver is away. */
async function send(text: string): Promise<void> {
  const answer = await fetch(String(url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ chat_id: chat, text }) });
  if (!answer.ok) throw new Error(`the receiver answered ${answer.status}`);
}
