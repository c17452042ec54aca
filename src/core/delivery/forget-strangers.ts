import type { Crm } from '../crm.ts';

/**
 * Forgets what subscriptions that are no more have left behind: one may be deleted in another process in the very moment in
 * which something is handed to it. Gives how many there were.
 */
export async function forgetStrangers(crm: Crm): Promise<number> {
  const { deliveries } = crm.storage;
  const [states, figures] = await Promise.all([deliveries.states(), deliveries.figures()]);
  const owners = new Set([...states, ...figures].map(({ subscription }) => subscription));
  if (owners.size === 0) return 0;
  // Asked after the owners were read: one that another process has just made is known here.
  await crm.storage.directoryEpoch('fresh');
  const known = new Set((await crm.directory()).subscriptions.map(({ id }) => id));
  const strangers = [...owners].filter((one) => !known.has(one));
  for (const stranger of strangers) await deliveries.forget(stranger);
  return strangers.length;
}
