import type { Dialect } from '../dialects/dialect.ts';
import alfacrm from '../dialects/alfacrm/index.ts';
import native from '../dialects/native/index.ts';
import rukovoditel from '../dialects/rukovoditel/index.ts';
import salesman from '../dialects/salesman/index.ts';

/** The API languages this server speaks, in the order in which they are shown. A test compares the list with the folders. */
export const DIALECTS: readonly Dialect[] = [salesman, rukovoditel, alfacrm, native];
