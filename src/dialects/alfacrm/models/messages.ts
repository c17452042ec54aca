import { equals } from '../../../core/query/filter.ts';
import { among, containing, moments, yesNo } from '../filters/makers.ts';
import type { Model } from '../model.ts';
import { dateTime, flag, ID, int, str } from '../values/fields.ts';

/** Messages of a kind, read alone; a call has a comment, the others a text (alfaCRM contract 3.26). */
function messages(path: string, className: string, kind: string, text: 'text' | 'comment'): Model {
  return {
    path, className, entity: 'message', byBranch: true,
    actions: ['index'],
    fields: [
      ID,
      int('branch_id', 'branch'),
      int('customer_id', 'client'),
      int('user_id', 'user'),
      dateTime('added', 'created_at', { readOnly: true }),
      str(text, 'text'),
      flag('is_sent', 'sent'),
      flag('is_fail', 'failed'),
      flag('is_archive', 'archived'),
    ],
    filters: {
      id: among('id'),
      branch_id: among('branch'),
      customer_id: among('client'),
      user_id: among('user'),
      [text]: containing('text'),
      is_sent: yesNo('sent'),
      is_fail: yesNo('failed'),
      is_archive: yesNo('archived'),
      ...moments('date', 'created_at'),
      ...moments('added', 'created_at'),
    },
    standing: () => equals('kind', kind),
  };
}

export const smsMessage = messages('sms-message', 'SmsMessage', 'sms', 'text');
export const mailMessage = messages('mail-message', 'MailMessage', 'mail', 'text');
export const phoneCall = messages('phone-call', 'PhoneCall', 'call', 'comment');
