import * as z from 'zod';
import type { RouteLine } from '../dialect.ts';
import type { Route } from './call.ts';
import { META_ROUTES } from './meta/routes.ts';
import { getDocument } from './openapi/get-document.ts';
import { RECORD_ROUTES } from './records/routes.ts';
import { WEBHOOK_ROUTES } from './webhooks/routes.ts';

const DOCUMENT: Route = { method: 'GET', path: '/openapi.json', summary: 'This API as an OpenAPI 3.1 document', answer: z.record(z.string(), z.unknown()), handle: getDocument(() => ROUTES) };

/** Every call there is. The table is the coverage list; the README is compared with it. */
export const ROUTES: readonly Route[] = [...RECORD_ROUTES, ...META_ROUTES, ...WEBHOOK_ROUTES, DOCUMENT];

export const COVERAGE: readonly RouteLine[] = ROUTES.map(({ method, path, summary }): RouteLine => ({ call: `${method} ${path}`, state: 'done', about: summary }));
