import type { ValueKind } from './value-kind.ts';
import { textValue } from './text.ts';

/** An address on the net: shown with the configured beginning where it lacks one (Rukovoditel contract 3.4.1). */
export const urlValue: ValueKind = {
  ...textValue,
  show: (value, { configuration }) => {
    const url = value === null ? '' : String(value);
    const prefix = typeof configuration['prefix'] === 'string' ? configuration['prefix'] : '';
    if (url === '') return '';
    if (prefix !== '') return url.startsWith(prefix) ? url : prefix + url;
    return url.includes('://') ? url : `http://${url}`;
  },
};
