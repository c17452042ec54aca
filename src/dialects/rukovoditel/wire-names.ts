import { NOTE, numberNote } from './application/annotations.ts';
import type { Application } from './application/application.ts';
import type { WireNames } from './transport/errors.ts';

/** What core names are called in this language: an entity is a number, a field is `field_` and a number. */
export function wireNames(application: Application): WireNames {
  return {
    entity: (name) => String(application.ofName(name)?.number ?? name),
    field: (entity, name) => {
      const field = application.ofName(entity)?.definition.fields.find((one) => one.name === name);
      const number = field === undefined ? undefined : numberNote(field.annotations, NOTE.field);
      return number === undefined ? name : `field_${number}`;
    },
  };
}
