import type { Author } from '../core/changes/change-set.ts';
import { absence } from '../core/changes/draft.ts';
import type { Crm } from '../core/crm.ts';
import { allOf, equals } from '../core/query/filter.ts';
import { acceptValues } from '../core/records/accept-values.ts';
import { sameValue } from '../core/values.ts';
import type { LoadedExtension } from './loaded-extension.ts';
import { patternOf, readEventName } from './names.ts';

const SERVER: Author = { userId: null, face: 'server', keyId: null };
const MAX_TRIES = 5;
const GONE = 'gone';

/**
 * Keeps one subscription for each extension that hears of events, so that nothing is lost while it is away. One that an
 * administrator switched off stays off. Those of extensions that are gone are switched off, but only where all were loaded
 * (`whole`): nobody knows what one that was not is called.
 */
export async function keepSubscriptions(crm: Crm, loaded: readonly LoadedExtension[], whole: boolean): Promise<void> {
  for (const extension of loaded) if (extension.manifest.on.length > 0) await keepOne(crm, extension);
  const hearing = new Set(loaded.filter(({ manifest }) => manifest.on.length > 0).map(({ name }) => name));
  if (whole) await switchOff(crm, (name) => !hearing.has(name));
}

async function keepOne(crm: Crm, { name, manifest }: LoadedExtension): Promise<void> {
  const events = [...new Set(manifest.on.flatMap((on) => readEventName(on) ?? []).map(patternOf))].toSorted();
  await crm.write(SERVER, async (draft, { catalog, subscriptions }) => {
    const webhook = catalog.entity('webhook');
    const known = subscriptions.find(({ target, extension }) => target === 'extension' && extension === name);
    if (known === undefined) {
      draft.claimAbsence(absence('webhook', allOf(equals('target', 'extension'), equals('extension', name)), `extension ${name}`));
      draft.insert('webhook', acceptValues(webhook, { title: name, active: true, target: 'extension', extension: name, method: 'POST', format: 'standard', events, max_tries: MAX_TRIES }, { whole: true }));
      return;
    }
    const back = !known.active && known.disabledReason !== null ? { active: true, disabled_reason: null, disabled_at: null } : {};
    if (!sameValue(known.events, events) || Object.keys(back).length > 0) draft.update('webhook', known.record, acceptValues(webhook, { events, ...back }, { whole: false }));
  });
}

async function switchOff(crm: Crm, isGone: (name: string) => boolean): Promise<void> {
  const gone = (await crm.directory()).subscriptions.filter(({ target, active, extension }) => target === 'extension' && active && isGone(extension ?? ''));
  for (const { id } of gone) {
    await crm.write(SERVER, async (draft, { subscriptions }) => {
      const known = subscriptions.find((one) => one.id === id);
      if (known?.active === true) draft.update('webhook', known.record, { active: false, disabled_reason: GONE, disabled_at: draft.at });
    });
  }
}
