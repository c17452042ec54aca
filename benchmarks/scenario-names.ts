/** Writes come last: each finds the store as the reads before it did. */
export const CLIENT_SCENARIOS = ['info', 'list', 'list_full', 'list_filtered', 'list_own', 'search_rare', 'search_common', 'search_phone', 'search_new', 'deep_page', 'update', 'add'] as const;
export type ClientScenario = (typeof CLIENT_SCENARIOS)[number];

/** Calls of `api/rest.php` on an entity that was designed at run time. */
export const DESIGNED_SCENARIOS = ['rk_select_id', 'rk_page', 'rk_page_deep', 'rk_text_equal', 'rk_insert'] as const;
export type DesignedScenario = (typeof DESIGNED_SCENARIOS)[number];

/** Calls of `/v2api` on a school. */
export const SCHOOL_SCENARIOS = ['ac_page', 'ac_page_1000', 'ac_filtered', 'ac_phone', 'ac_lessons', 'ac_login', 'ac_pay', 'ac_create'] as const;
export type SchoolScenario = (typeof SCHOOL_SCENARIOS)[number];

export const SCENARIO_NAMES = [...CLIENT_SCENARIOS, ...DESIGNED_SCENARIOS, ...SCHOOL_SCENARIOS] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export const TITLES: Readonly<Record<ScenarioName, string>> = {
  info: 'info by clid',
  list: 'list, first page, 200 rows of 5 fields',
  list_full: 'list, first page, 200 whole rows',
  list_filtered: 'list by territory and type, with count',
  list_own: 'list of one manager, with count',
  search_rare: 'search, rare word (20 hits)',
  search_common: 'search, common word (5% of all)',
  search_phone: 'search by 7 digits of a phone',
  search_new: 'search by words not asked before (two at most, mostly), with count',
  deep_page: 'list, page in the middle',
  update: 'update of one client',
  add: 'add of one client',
  rk_select_id: 'select by id, all 40 fields',
  rk_page: 'select by option and date range, page of 50 rows of 6 fields, with count',
  rk_page_deep: 'select, page 1,000 or the middle one, 50 rows of 6 fields',
  rk_text_equal: 'select by e-mail, all 40 fields',
  rk_insert: 'insert of one record of 12 fields',
  ac_page: 'customer/index, first page, 50 whole rows, with count',
  ac_page_1000: 'customer/index, page 1,000 or the middle one',
  ac_filtered: 'customer/index by study status and time of creation',
  ac_phone: 'customer/index by phone',
  ac_lessons: 'lesson/index of one day, planned lessons',
  ac_login: 'auth/login',
  ac_pay: 'pay/create for one customer',
  ac_create: 'customer/create',
};
