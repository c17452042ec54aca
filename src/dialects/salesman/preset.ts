import type { Preset } from '../../core/presets/preset.ts';
import { text } from '../../core/metadata/field-drafts.ts';
import { FIELD_NAME } from './wire-names.ts';

const EXTRA_FIELDS = 10;
const MAX_LENGTH = 255;

/** The ten extra fields of a client that SalesMan accounts have, in use from the start. */
export const SALESMAN_PRESET: Preset = {
  name: 'salesman',
  entities: [],
  added: [{
    entity: 'client',
    fields: Array.from({ length: EXTRA_FIELDS }, (_, index) => `input${index + 1}`)
      .map((name) => text(name, 'доп.поле', 'extra field', { settings: { maxLength: MAX_LENGTH }, annotations: { [FIELD_NAME]: name } })),
  }],
  seeds: [],
};
