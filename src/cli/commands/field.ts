import type { Command } from 'commander';
import type { Crm } from '../../core/crm.ts';
import { changeField, type FieldChange } from '../../core/metadata/change-field.ts';
import { Refusal } from '../../server/refusal.ts';
import { table } from '../table.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { withCrm } from '../with-crm.ts';

interface RenameOptions extends CommonOptions {
  readonly ru?: string;
  readonly en?: string;
}

/** `tolmach field list|on|off|rename`. */
export function addField(program: Command, terminal: Terminal): void {
  const field = program.command('field').description('the fields of records');
  field.command('list').description('list the fields of an entity').argument('[entity]', 'client, person, deal, task, …', 'client')
    .option('--json', 'answer as one JSON value')
    .action((entity: string, options: CommonOptions) => report(terminal, options, () => withCrm(terminal, (crm) => list(crm, entity))));
  field.command('on').description('bring a field that is switched off back into use').argument('<entity>').argument('<field>')
    .option('--json', 'answer as one JSON value')
    .action((entity: string, name: string, options: CommonOptions) => report(terminal, options, () => withCrm(terminal, (crm) => change(crm, entity, name, { active: true }))));
  field.command('off').description('take a field out of use; its values stay').argument('<entity>').argument('<field>')
    .option('--json', 'answer as one JSON value')
    .action((entity: string, name: string, options: CommonOptions) => report(terminal, options, () => withCrm(terminal, (crm) => change(crm, entity, name, { active: false }))));
  field.command('rename').description('change how a field is called for people').argument('<entity>').argument('<field>')
    .option('--ru <label>', 'the Russian label').option('--en <label>', 'the English label')
    .option('--json', 'answer as one JSON value')
    .action((entity: string, name: string, options: RenameOptions) => report(terminal, options, () => withCrm(terminal, (crm) => rename(crm, entity, name, options))));
}

async function list(crm: Crm, name: string): Promise<Outcome> {
  const entity = (await crm.directory()).catalog.entity(name);
  const fields = entity.fields.filter((field) => !field.secret).map(({ name: field, type, label, active, required }) => ({ name: field, type, label, active, required }));
  const rows = fields.map((field) => [field.name, field.type, field.label.ru, field.label.en, field.active ? '' : 'off']);
  return { lines: table(['field', 'type', 'ru', 'en', ''], rows), json: fields };
}

async function rename(crm: Crm, entity: string, name: string, { ru, en }: RenameOptions): Promise<Outcome> {
  if (ru === undefined && en === undefined) throw new Refusal('Give a new label with --ru or --en.');
  const { label } = (await crm.directory()).catalog.field(entity, name);
  return change(crm, entity, name, { label: { ru: ru ?? label.ru, en: en ?? label.en } });
}

async function change(crm: Crm, entity: string, name: string, what: FieldChange): Promise<Outcome> {
  await changeField(crm, entity, name, what);
  const { label, active } = (await crm.directory()).catalog.field(entity, name);
  return { lines: [`${entity}.${name}: ${label.ru} / ${label.en}, ${active ? 'in use' : 'switched off'}.`], json: { entity, field: name, label, active } };
}
