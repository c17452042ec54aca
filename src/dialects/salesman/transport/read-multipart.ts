import { Busboy } from '@fastify/busboy';
import { WireError, type WireFault } from './envelope.ts';
import type { Field } from './read-fields.ts';
import { MAX_FIELDS, UNREADABLE } from './refusals.ts';

const REPLACEMENT = '\uFFFD';

/** Reads the fields of a buffered `multipart/form-data` body. Files are skipped: no documented action takes one. */
export async function readMultipart(contentType: string, body: Buffer): Promise<Field[]> {
  if (body.length === 0) return [];
  const fields = await collectFields(contentType, body);
  // The parser puts U+FFFD for bytes that are no UTF-8; a body that holds the character itself is left alone.
  if (fields.some((field) => field.join('').includes(REPLACEMENT)) && !body.includes(REPLACEMENT)) {
    throw new WireError(UNREADABLE.encoding);
  }
  return fields;
}

function collectFields(contentType: string, body: Buffer): Promise<Field[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Field[]>();
  const fields: Field[] = [];
  const refuse = (fault: WireFault, cause?: unknown): void => reject(new WireError(fault, { cause }));
  try {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      // A part that fills its buffer pauses the parser, and one that nobody reads would never wake it: none may fill.
      fileHwm: body.length + 1,
      limits: { fields: MAX_FIELDS, fieldSize: body.length },
    });
    // A part without a name is given as `undefined`, whatever the type says.
    parser.on('field', (name: string | undefined, value) => name !== undefined && fields.push([name, value]));
    parser.on('fieldsLimit', () => refuse(UNREADABLE.tooManyFields));
    parser.on('error', (error) => refuse(UNREADABLE.multipart, error));
    parser.on('finish', () => resolve(fields));
    parser.end(body);
  } catch (error) {
    refuse(UNREADABLE.multipart, error);
  }
  return promise;
}
