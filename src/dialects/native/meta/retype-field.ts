import { dryRetype } from '../../../core/designer/dry-retype.ts';
import { retypeField } from '../../../core/designer/retype-field.ts';
import type { Answer, Call } from '../call.ts';
import { asSeen } from '../records/shown-entity.ts';
import { toWire } from '../shapes/wire-value.ts';
import { RETYPE } from './body-shapes.ts';
import { presentField } from './present.ts';
import { settingsFromWire } from './settings-names.ts';

/**
 * `POST /meta/entities/{entity}/fields/{field}/retype`: gives a field another type and answers with the field once all
 * values are converted; `dry_run` changes nothing and reports what would become of them.
 */
export async function retypeOneField(call: Call): Promise<Answer> {
  const [entity, name] = [call.param('entity'), call.param('field')];
  const { type, settings = {}, dry_run: dryRun, on_failure: onFailure } = call.body(RETYPE);
  const from = call.directory.catalog.field(entity, name);
  const wanted = settingsFromWire(settings);
  if (!dryRun) await retypeField(call.crm, call.context, entity, name, type, wanted, { onFailure });
  const report = dryRun ? await dryRetype(call.crm, call.context, entity, name, type, wanted) : undefined;
  const examples = report?.examples.map(({ id, value, fault }) => ({ id, value: toWire(from.type, value), fault }));
  return { status: 200, body: { field: await asItIsNow(call), report: report === undefined ? null : { ...report, examples } } };
}

async function asItIsNow(call: Call): Promise<object> {
  const { catalog } = await call.crm.directory();
  const [entity, name] = [call.param('entity'), call.param('field')];
  return presentField(asSeen(call, catalog.entity(entity)), catalog.field(entity, name));
}
