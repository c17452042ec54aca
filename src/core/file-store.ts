/** Bytes as the file store keeps them. */
export interface StoredBytes {
  /** SHA-256 of the bytes, 64 hexadecimal digits in lower case: the name under which they are kept. */
  readonly digest: string;
  readonly size: number;
}

export interface ListedBytes {
  readonly digest: string;
  /** When they were put last; milliseconds since 1970 UTC. */
  readonly modifiedAt: number;
}

/**
 * The port to the bytes of files, which lie outside the record store and are named by what they are. The core owns it;
 * `storage/files` fulfils it. Every method may throw CrmError `unavailable` (disk full, folder gone).
 */
export interface FileStore {
  /** Keeps the bytes durably before it returns; the same bytes are kept once. */
  put(bytes: Buffer): Promise<StoredBytes>;
  /** The bytes, or nothing when they are not kept or the digest is none. */
  get(digest: string): Promise<Buffer | undefined>;
  /** Removes the bytes; with `unlessSince` (milliseconds since 1970 UTC) only if nobody has put them since. */
  remove(digest: string, unlessSince?: number): Promise<void>;
  /** All that is kept, in no order. */
  list(): AsyncIterable<ListedBytes>;
}
