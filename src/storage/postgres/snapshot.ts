/**
 * Whether a transaction was finished before a snapshot was taken, by the text of the snapshot (`xmin:xmax:xip,xip…`):
 * below `xmin` all were, from `xmax` none, and between them those that are not on the list of running ones.
 */
export function sawTransaction(snapshot: string, txid: string): boolean {
  const [xmin = '', xmax = '', running = ''] = snapshot.split(':');
  if (isLess(txid, xmin)) return true;
  return isLess(txid, xmax) && !running.split(',').includes(txid);
}

/** Numbers of 64 bits as text: the longer is the larger. */
function isLess(left: string, right: string): boolean {
  return left.length === right.length ? left < right : left.length < right.length;
}
