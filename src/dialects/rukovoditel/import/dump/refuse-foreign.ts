import { DumpError } from './dump-error.ts';
import type { DumpWindow } from './window.ts';

const HEAD_BYTES = 4;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const PACKED: readonly Buffer[] = [Buffer.from([0x1f, 0x8b]), Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('BZh'), Buffer.from([0xfd, 0x37, 0x7a]), Buffer.from([0x28, 0xb5, 0x2f, 0xfd])];

/** Looks at the first bytes: moves past the mark of UTF-8, and refuses UTF-16 and packed files with a DumpError. */
export async function refuseForeign(window: DumpWindow): Promise<void> {
  while (window.bytes.length < HEAD_BYTES && !window.ended) await window.grow();
  const head = window.bytes.subarray(0, HEAD_BYTES);
  if (isUtf16(head)) throw new DumpError('the dump is in UTF-16, as `>` of PowerShell writes it: make it with mysqldump --result-file=dump.sql, or save it as UTF-8', 1);
  if (PACKED.some((mark) => startsWith(head, mark))) throw new DumpError('the dump is packed: unpack it first', 1);
  if (startsWith(head, BOM)) window.at = BOM.length;
}

/** Marked as UTF-16 in either order, or beginning with a plain letter and a zero byte, which no SQL text has. */
function isUtf16(head: Buffer): boolean {
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return marked || head[0] === 0 || head[1] === 0;
}

function startsWith(head: Buffer, mark: Buffer): boolean {
  return head.subarray(0, mark.length).equals(mark);
}
