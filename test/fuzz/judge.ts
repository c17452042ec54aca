import { isUtf8 } from 'node:buffer';
import type { HttpAnswer } from '../support/http-answer.ts';
import type { Exchange } from './exchange.ts';
import type { FuzzRequest } from './requests.ts';

/** What no answer may show, whatever was asked; no request holds any of it. */
const INSIDE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack trace', /\n\s+at |\bat [\w.<>]+ \(|\\n +at /u],
  ['a file path', /file:\/\/|node_modules|\/(?:src|dist)\/\w|\.[jt]s:\d/u],
  ['SQL', /SQLITE_|\bSELECT\s|\bINSERT INTO\b|\bUPDATE "|e_client|syntax error at or near|violates \w+ constraint|no such (?:table|column)|invalid byte sequence/u],
  ['the name of a fault', /\b(?:Type|Range|Reference|Syntax)Error\b|is not a function|Cannot read propert|undefined is not/u],
];
const INTERNAL = /"code":"?5\d\d"?/u;
/** Refusals of bytes that are no request, or one too large, end the connection; the answer may be lost with it. */
const TOO_MUCH = /header|length|path/u;

/** What is wrong with how the server took a request; nothing when it did well. */
export function judge(request: FuzzRequest, { answers, closed, hung, unreadable }: Exchange): string | undefined {
  if (hung) return `neither answered nor closed (${answers.length} answers)`;
  if (unreadable !== undefined) return unreadable;
  for (const answer of answers) {
    const fault = faultOf(answer);
    if (fault !== undefined) return `${fault}: ${answer.status} ${answer.body.toString('utf8').slice(0, 500)}`;
  }
  if (request.duty.kind === 'answer_or_close') return undefined;
  // One refused request ends a pipeline: what stands behind it is not read.
  const ended = closed && answers.some(({ status }) => status >= 400);
  return answers.length >= request.duty.count || ended || TOO_MUCH.test(request.family) ? undefined : `${answers.length} answers instead of ${request.duty.count}`;
}

function faultOf({ status, head, body }: HttpAnswer): string | undefined {
  if (status >= 500) return 'a fault of the server';
  if (!isUtf8(body)) return 'bytes that are no UTF-8';
  const text = body.toString('utf8');
  const shown = INSIDE.find(([, pattern]) => pattern.test(text) || pattern.test(head));
  if (shown !== undefined) return `${shown[0]} in the answer`;
  if (!/content-type: application\/json/iu.test(head) || body.length === 0) return undefined;
  if (INTERNAL.test(text.slice(0, 2000)) && text.includes('"error"')) return 'an internal error in the answer';
  return isJson(text) ? undefined : 'an answer that is no JSON';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
