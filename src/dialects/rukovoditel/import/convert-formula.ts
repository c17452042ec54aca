import { parseFormula } from '../../../core/formula/parse-formula.ts';

/** The name of the core field behind a number, or undefined where none is carried. */
export type NameOf = (number: number) => string | undefined;

/**
 * A formula of the vendor (`[158] * 2`) in ours (`[price] * 2`); undefined where it names what is not carried, or is no
 * formula of ours (Rukovoditel contract 3.4.2).
 */
export function convertFormula(text: string, nameOf: NameOf): string | undefined {
  const names = namedReferences(text, nameOf);
  return names === undefined || 'fault' in parseFormula(names) ? undefined : names;
}

/** A pattern of text (`[158], [159]`) as a formula that joins its pieces; tags are left out. */
export function convertPattern(text: string, nameOf: NameOf): string | undefined {
  const pieces = text.replace(/<[^>]*>/gu, '').split(/(\[\d{1,15}\])/u).filter((piece) => piece !== '');
  if (pieces.length === 0) return undefined;
  const parts = pieces.map((piece) => (/^\[\d+\]$/u.test(piece) ? `IFNULL(${piece}, '')` : `'${piece.replaceAll("'", "''")}'`));
  return convertFormula(`CONCAT(${parts.join(', ')})`, nameOf);
}

function namedReferences(text: string, nameOf: NameOf): string | undefined {
  let whole = true;
  const named = text.replace(/\[([^\]]*)\]/gu, (found, inner: string) => {
    const name = /^\d{1,15}$/u.test(inner) ? nameOf(Number(inner)) : undefined;
    if (name === undefined) whole = false;
    return name === undefined ? found : `[${name}]`;
  });
  return whole ? named : undefined;
}
