import type { Eventual } from '../../../core/eventual.ts';
import { growTree, indicesOnly, overlay, treeMembers, type Branch } from '../../transport/bracket-tree.ts';
import { member, membersFrom, type Parameters } from '../../transport/parameters.ts';
import { readFields, type Field } from '../../transport/read-fields.ts';
import { readJson } from '../../transport/read-json.ts';
import { readMultipart } from '../../transport/read-multipart.ts';
import { UnreadableError } from '../../transport/unreadable.ts';
import { decodeUtf8 } from '../../transport/utf8.ts';
import { findCredentials, inHeaders, inParameters, type Credentials, type Headers } from './credentials.ts';
import type { WireError } from './envelope.ts';
import { readPath, type WirePath } from './read-path.ts';
import { LIMITS, unreadable } from './refusals.ts';

/** A request as the server received it; the HTTP verb has no meaning here (SalesMan contract 1.1). */
export interface RawRequest {
  readonly path: string;
  /** Without the question mark, still encoded. */
  readonly queryString: string;
  readonly contentType: string | undefined;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** A refusal carries the credentials too: a wrong key is reported before an unreadable body (SalesMan contract 1.5). */
export type ReadOutcome = {
  readonly method: string;
  readonly action: string;
  readonly credentials: Credentials;
} & (
  | { readonly kind: 'request'; readonly parameters: Parameters }
  | { readonly kind: 'refusal'; readonly error: WireError }
);

interface Sources {
  readonly parameters: Parameters;
  readonly credentials: Credentials;
}

/** Reads method, action, parameters and credentials by the table of SalesMan contract 1.2. Never rejects on input. */
export function readRequest(raw: RawRequest): Eventual<ReadOutcome> {
  const path = readPath(raw.path);
  const json = mediaType(raw) === 'application/json';
  const called = ({ parameters, credentials }: Sources): ReadOutcome =>
    ({ kind: 'request', method: path.method, action: overridingAction(parameters) ?? path.action, credentials, parameters: withoutKey(parameters) });
  const refused = (error: unknown): ReadOutcome => {
    if (!(error instanceof UnreadableError)) throw error;
    const places = [inHeaders(raw.headers), inParameters(readableQuery(raw, path))];
    const credentials = findCredentials(json ? places : places.reverse());
    return { kind: 'refusal', method: path.method, action: path.action, credentials, error: unreadable(error) };
  };
  if (!json) return readFormMode(raw, path).then(called).catch(refused);
  try {
    return called(readJsonMode(raw, path));
  } catch (error) {
    return refused(error);
  }
}

function readJsonMode(raw: RawRequest, path: WirePath): Sources {
  const body = readJson(raw.body, LIMITS);
  // The query is parsed only for credentials that stand nowhere else: most requests bring them in headers.
  const places = [inHeaders(raw.headers), inParameters(body), (name: string) => inParameters(readableQuery(raw, path))(name)];
  return { parameters: path.inlineQuery === '' ? body : withInline(path, body), credentials: findCredentials(places) };
}

function withInline(path: WirePath, body: Parameters): Parameters {
  const inline = membersOf(treeOf(path.inlineQuery));
  return membersFrom([...Object.entries(inline), ...Object.entries(body)]);
}

async function readFormMode(raw: RawRequest, path: WirePath): Promise<Sources> {
  const query = treeOf(wholeQuery(raw, path));
  const parameters = membersOf(overlay(query, growTree(await readForm(raw), LIMITS.nesting)));
  return { parameters, credentials: findCredentials([inParameters(parameters), inHeaders(raw.headers)]) };
}

/**
 * Any body that does not call itself JSON is a form, even one that begins with `{`: the vendor reads it so, hence no
 * client depends on anything else, and a second rule would only make mistakes harder to see.
 */
async function readForm(raw: RawRequest): Promise<Field[]> {
  if (mediaType(raw).startsWith('multipart/')) return readMultipart(raw.contentType ?? '', raw.body, LIMITS.fields);
  return readFields(decodeUtf8(raw.body), LIMITS.fields);
}

/** In JSON mode the query may hold anything; only credentials are looked for in it. */
function readableQuery(raw: RawRequest, path: WirePath): Parameters {
  try {
    return membersOf(treeOf(wholeQuery(raw, path)));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return membersFrom([]);
  }
}

function wholeQuery(raw: RawRequest, path: WirePath): string {
  return `${path.inlineQuery}&${raw.queryString}`;
}

function treeOf(encoded: string): Branch {
  return growTree(readFields(encoded, LIMITS.fields), LIMITS.nesting);
}

function membersOf(tree: Branch): Parameters {
  return treeMembers(tree, indicesOnly);
}

/** `application/json; charset=utf-8` must be JSON: most HTTP libraries send it so (SalesMan contract 5.7). */
function mediaType({ contentType = '' }: RawRequest): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/** SalesMan contract 1.1: `/guides/territory` with `action=relations` among the parameters means `relations`. */
function overridingAction(parameters: Parameters): string | undefined {
  const action = member(parameters, 'action');
  return typeof action === 'string' && action !== '' ? action : undefined;
}

/** The key is a secret and no parameter of any action, so nothing behind this point can log or store it. */
function withoutKey(parameters: Parameters): Parameters {
  if (!Object.hasOwn(parameters, 'apikey')) return parameters;
  return membersFrom(Object.entries(parameters).filter(([name]) => name !== 'apikey'));
}
