import { Busboy } from '@fastify/busboy';
import type { Field } from './read-fields.ts';
import { UnreadableError, type Unreadable } from './unreadable.ts';

const REPLACEMENT = '\uFFFD';

/**
 * Reads the fields of a buffered `multipart/form-data` body. Files are skipped: no documented action takes one.
 *
 * @throws UnreadableError `multipart` when the body breaks off or names no boundary; `encoding`; `tooManyFields`.
 */
export async function readMultipart(contentType: string, body: Buffer, maxFields: number): Promise<Field[]> {
  if (body.length === 0) return [];
  const fields = await collectFields(contentType, body, maxFields);
  // The parser puts U+FFFD for bytes that are no UTF-8; a body that holds the character itself is left alone.
  if (fields.some((field) => field.join('').includes(REPLACEMENT)) && !body.includes(REPLACEMENT)) {
    throw new UnreadableError('encoding');
  }
  return fields;
}

function collectFields(contentType: string, body: Buffer, maxFields: number): Promise<Field[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Field[]>();
  const fields: Field[] = [];
  const refuse = (why: Unreadable, cause?: unknown): void => reject(new UnreadableError(why, { cause }));
  try {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      // A part that fills its buffer pauses the parser, and one that nobody reads would never wake it: none may fill.
      fileHwm: body.length + 1,
      limits: { fields: maxFields, fieldSize: body.length },
    });
    // A part without a name is given as `undefined`, whatever the type says.
    parser.on('field', (name: string | undefined, value) => name !== undefined && fields.push([name, value]));
    parser.on('fieldsLimit', () => refuse('tooManyFields'));
    parser.on('error', (error) => refuse('multipart', error));
    parser.on('finish', () => resolve(fields));
    parser.end(body);
  } catch (error) {
    refuse('multipart', error);
  }
  return promise;
}
