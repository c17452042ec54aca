import type { CrmError, FieldFault } from '../core/errors.ts';

const NOUNS: Readonly<Record<string, string>> = { api_key: 'key' };

const FAULTS: Readonly<Record<FieldFault['fault'], string>> = {
  required: 'is required',
  wrong_type: 'has a value of the wrong type',
  too_long: 'is too long',
  out_of_range: 'is out of range',
  bad_text: 'is not well formed',
  unknown_value: 'has no such value',
  read_only: 'cannot be changed',
  taken: 'has a value that another record holds',
};

/** A refusal of the core in plain sentences, for whoever typed the command. */
export function refusalSentences({ code, facts, cause }: CrmError): readonly string[] {
  const noun = NOUNS[facts.entity ?? ''] ?? facts.entity ?? 'record';
  switch (code) {
    case 'not_found': return [`There is no ${noun} ${facts.title ?? facts.id ?? ''}`.trimEnd() + '.'];
    case 'duplicate': return [`There is such a ${noun} already${facts.title === undefined ? '' : `: ${facts.title}`}.`];
    case 'unknown_entity': return [`There is no entity ${noun}.`];
    case 'unknown_field': return [`There is no field ${facts.reason ?? ''} in ${noun}.`];
    case 'in_use': return [`${facts.reason ?? noun} is needed by every ${noun} and stays switched on.`];
    case 'invalid': return facts.faults === undefined ? [`This is not possible: ${facts.reason ?? 'a value is wrong'}.`] : facts.faults.map(faultSentence);
    case 'unavailable': return [`The database cannot do it${facts.reason === undefined ? '' : ` (${facts.reason})`}${cause instanceof Error ? `: ${cause.message}` : ''}.`];
    default: return [`This is not allowed: ${facts.reason ?? code}.`];
  }
}

function faultSentence({ field, fault, limit }: FieldFault): string {
  if (fault === 'out_of_range' && limit !== undefined) return `The ${field} must have at least ${limit} characters.`;
  return `The ${field} ${FAULTS[fault]}${limit === undefined ? '' : ` (at most ${limit})`}.`;
}
