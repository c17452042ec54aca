import { expect, test } from 'vitest';
import { CrmError, ERROR_CODES } from '../../core/errors.ts';
import { isOurs, ProblemError, STATUS, toProblem } from './problem.ts';

const PLAIN = { ifMatch: false, requestId: 'r-1' };

test('a fault of the server says nothing of the inside, and how to find it in the log', () => {
  expect(toProblem(new Error('SELECT secret FROM e_client'), PLAIN)).toEqual({
    type: '/problems/internal', title: 'The server failed to answer', status: 500, detail: 'The fault is the server’s; its log has more.', code: 'internal', fields: [], request_id: 'r-1',
  });
});

test('every refusal of the core keeps its code and has its status', () => {
  const said = ERROR_CODES.map((code) => toProblem(new CrmError(code, { entity: 'client', id: 42 }), PLAIN));
  expect(said.map(({ code, status, type }) => ({ code, status, type }))).toEqual(ERROR_CODES.map((code) => ({ code, status: STATUS[code], type: `/problems/${code.replaceAll('_', '-')}` })));
});

test('a conflict is a failed precondition where a version was asked for', () => {
  expect(toProblem(new CrmError('conflict'), PLAIN).status).toBe(409);
  expect(toProblem(new CrmError('conflict'), { ...PLAIN, ifMatch: true }).status).toBe(412);
});

test('the operator hears of faults of the server alone', () => {
  expect([new Error('x'), new CrmError('unavailable')].map(isOurs)).toEqual([true, true]);
  expect([new CrmError('invalid'), new ProblemError('malformed', 'x')].map(isOurs)).toEqual([false, false]);
});

test('a field that is not there is a bad request in a query, and nothing at all in an address', () => {
  const error = new CrmError('unknown_field', { entity: 'client', reason: 'colour' });
  expect(toProblem(error, PLAIN)).toMatchObject({ status: 400, fields: [{ field: 'colour', fault: 'unknown_field' }] });
  expect(toProblem(error, { ...PLAIN, addressed: 'note' }).status).toBe(400);
  expect(toProblem(error, { ...PLAIN, addressed: 'colour' }).status).toBe(404);
});
