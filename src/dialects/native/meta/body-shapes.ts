import * as z from 'zod';
import { VISIBILITIES } from '../../../core/accounts/account.ts';
import { exactNullish, exactOptional } from '../shapes/optional.ts';
import { ENTITY_RIGHTS, LABEL, SETTINGS, SETTINGS_CHANGE, TYPE_NAMES } from './shapes.ts';

const madeOf = (what: string): z.ZodString => z.string().meta({ description: `Made of the ${what} unless said; never changes` });

export const NEW_ENTITY = z.strictObject({
  label: LABEL,
  ...exactOptional({ name: madeOf('label'), parent: z.string().meta({ description: 'The entity whose records these lie in' }), heading: LABEL.meta({ description: 'How the field is called that names a record' }), commented: z.boolean() }),
});

/** What is not named stays. */
export const ENTITY_CHANGE = z.strictObject(exactOptional({ label: LABEL, commented: z.boolean() }));

const part = { heading: z.literal(true), indexed: z.boolean(), searched: z.boolean(), unique: z.enum(['all', 'parent', 'none']) };

export const NEW_FIELD = z.strictObject({ type: z.enum(TYPE_NAMES), label: LABEL, ...exactOptional({ name: madeOf('label'), settings: SETTINGS, required: z.boolean(), ...part }) });

/** What is not named stays. */
export const FIELD_CHANGE = z.strictObject(exactOptional({ label: LABEL, settings: SETTINGS_CHANGE, required: z.boolean(), active: z.boolean(), ...part }));

export const RETYPE = z.strictObject({
  type: z.enum(TYPE_NAMES),
  ...exactOptional({ settings: SETTINGS }),
  dry_run: z.boolean().default(false).meta({ description: 'Tells what would become of the values, and changes nothing' }),
  on_failure: z.enum(['refuse', 'clear']).default('refuse').meta({ description: 'What becomes of values that do not convert' }),
});

export const NEW_LIST = z.strictObject({ title: z.string(), ...exactOptional({ code: madeOf('title'), note: z.string(), position: z.int() }) });
export const LIST_CHANGE = z.strictObject({ ...exactOptional({ title: z.string() }), ...exactNullish({ note: z.string(), position: z.int() }) });

const optionMembers = {
  ...exactOptional({ standard: z.boolean().meta({ description: 'New records have it, and no other' }), disabled: z.boolean().meta({ description: 'Not offered any more' }) }),
  ...exactNullish({ position: z.int(), color: z.string(), value: z.number(), users: z.array(z.int()), parent: z.int(), note: z.string(), number: z.int() }),
};

export const NEW_OPTION = z.strictObject({ title: z.string(), ...optionMembers });
export const OPTION_CHANGE = z.strictObject({ ...exactOptional({ title: z.string() }), ...optionMembers });

const roleMembers = exactOptional({ visibility: z.enum(VISIBILITIES), manages_users: z.boolean(), closed_faces: z.array(z.string().max(40)) });

export const NEW_ROLE = z.strictObject({ title: z.string(), ...exactOptional({ code: madeOf('title') }), ...roleMembers });
export const ROLE_CHANGE = z.strictObject({ ...exactOptional({ title: z.string() }), ...roleMembers });

/** What is not named stays as it was given. */
export const RIGHT_CHANGE = z.strictObject({ entity: z.string(), role: z.int(), ...exactOptional({ ...ENTITY_RIGHTS.shape, hidden: z.array(z.string()), fixed: z.array(z.string()) }) });
