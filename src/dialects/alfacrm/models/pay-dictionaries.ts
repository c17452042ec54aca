import { among, holding } from '../filters/makers.ts';
import { ID, ids, int, opposite } from '../values/fields.ts';
import { dictionaryModel, ENABLED_FILTER, NAME } from './dictionary.ts';

/** What payments point at (alfaCRM contract 3.22). */
export const payItem = dictionaryModel({
  path: 'pay-item', className: 'PayItem', entity: 'payment_item', byBranch: true,
  between: [ids('branch_ids', 'branches'), int('category_id', 'category'), ids('pay_type_ids', 'payment_types')],
  filters: { category_id: among('category'), branch_ids: holding('branches'), pay_type_ids: holding('payment_types') },
});
export const payItemCategory = dictionaryModel({ path: 'pay-item-category', className: 'PayItemCategory', entity: 'payment_category' });
export const payAccount = dictionaryModel({
  path: 'pay-account', className: 'PayAccount', entity: 'payment_account', byBranch: true,
  between: [int('branch_id', 'branch', { required: true }), ids('user_ids', 'users'), opposite('is_enabled', 'disabled')],
  filters: { ...ENABLED_FILTER, branch_id: among('branch') },
});
export const payType = dictionaryModel({ path: 'pay-type', className: 'PayType', entity: 'payment_type', actions: ['index'], fields: [ID, NAME] });

/** alfaCRM contract 3.20. */
export const company = dictionaryModel({ path: 'company', className: 'Company', entity: 'own_company', actions: ['index'], fields: [ID, NAME] });
