import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Annotate, Crm } from '../core/crm.ts';
import type { Subscription } from '../core/delivery/subscription.ts';
import type { Directory } from '../core/directory.ts';
import type { FieldFault } from '../core/errors.ts';
import type { StoredEvent } from '../core/events/stored-event.ts';
import type { Catalog } from '../core/metadata/catalog.ts';
import type { Label } from '../core/metadata/definitions.ts';
import type { Preset } from '../core/presets/preset.ts';
import type { Zone } from '../core/time.ts';

/** Tells of what went wrong inside; the answer to the caller says nothing of it. */
export interface DialectLog {
  error(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** What one try to a receiver came to. */
export interface Shot {
  readonly ok: boolean;
  /** HTTP status, where there was an answer. */
  readonly status: number | null;
  /** What was wrong, in a word: `timeout`, `refused_address`, `unreachable`, `bad_url`, `status`, `redirect`, what an extension threw. */
  readonly error: string | null;
  readonly ms: number;
  readonly request: string | null;
  /** The beginning of the answer. */
  readonly response: string | null;
}

/** Delivery of events, for those who administer it. */
export interface DeliveryDesk {
  readonly formats: readonly EventFormat[];
  /** Sends an event that never happened, at once and once; nothing of it is kept. */
  test(subscription: Subscription): Promise<Shot>;
  /** Something is due that was not before: a replay, a subscription that is switched on. */
  wake(): void;
}

export interface DialectParts {
  readonly crm: Crm;
  /** The account's time zone: dialects read and show wall-clock times in it. */
  readonly zone: Zone;
  readonly log: DialectLog;
  /** Settings of this dialect alone, by their environment name (`TOLMACH_SALESMAN_ERROR_CODE`). */
  readonly settings: Readonly<Record<string, string>>;
  /** Absent where nothing is delivered (the command line, tests of a dialect alone). */
  readonly delivery?: DeliveryDesk;
  /** Fetches a file from an address that a client gave, where the operator lets it; nothing when that does not succeed. */
  readonly fetchFile?: (url: string) => Promise<{ readonly name: string; readonly bytes: Buffer } | undefined>;
}

/** A setting of a dialect, as the README and the configuration list it. */
export interface DialectSetting {
  readonly name: string;
  /** The texts that it may be; empty: any, or what `form` says. */
  readonly values: readonly string[];
  /** What a text must look like, and the words that complete "must be …". */
  readonly form?: { readonly pattern: RegExp; readonly words: string };
  readonly standard: string;
  readonly about: string;
}

/** An event that a subscription may choose, in the words of its format. */
export interface EventLine {
  /** Exactly as a subscription names it. */
  readonly name: string;
  readonly caption: Label;
  /** `later`: chosen already, and told of once its method is there. */
  readonly state: 'done' | 'later';
}

/** What presenting an event may need beside it. Nothing that a secret field holds is ever in an event. */
export interface EventParts {
  readonly crm: Crm;
  readonly zone: Zone;
  readonly directory: Directory;
}

/** How events look on their way to a receiver written for this API language. */
export interface EventFormat {
  /** As a subscription names it. */
  readonly name: string;
  readonly title: Label;
  /** For lists and checks; empty: any name that `nameOf` may give. */
  readonly events: readonly EventLine[];
  /** What the format calls an event; undefined: it has no word for it, and nobody is told. Looks at nothing but the event. */
  nameOf(event: StoredEvent, catalog: Catalog): string | undefined;
  /** The body, as JSON; undefined: there is nothing to say. Asked once for a delivery: what it gives is sent in every try. */
  present(event: StoredEvent, parts: EventParts): Promise<object | undefined>;
  /** What of an address and of parameters cannot be used (fields `url`, `parameters`); absent where the format takes no parameters, and no GET. */
  checkParameters?(subscription: Pick<Subscription, 'url' | 'parameters'>): readonly FieldFault[];
}

/** Answers plain requests below an address past the framework, which does more for each than the hottest calls need. */
export interface PlainWay {
  /** What the address begins with. */
  readonly prefix: string;
  /** Never rejects. The same request through the framework gets the same answer. */
  answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void;
}

/** One line of a dialect's coverage table. */
export interface RouteLine {
  readonly call: string;
  readonly state: 'done' | 'partial' | 'refused';
  readonly about: string;
}

/** What an import works with. */
export interface ImportParts {
  readonly crm: Crm;
  /** The account's time zone, for what says nothing of its own. */
  readonly zone: Zone;
  /** Reads what is to be imported from its beginning; called as often as it is needed. */
  open(): AsyncIterable<Buffer>;
  /** A file that the vendor kept, by its path below the folder of such files; absent when files are not wanted. */
  readonly readUpload?: ((path: string) => Promise<Buffer | undefined>) | undefined;
  /** Reads all and writes nothing; the report tells what would be. */
  readonly dryRun: boolean;
  /** Told now and then how far the import has come, in words. */
  progress(line: string): void;
}

/** Brings over what an installation of the vendor's product holds. */
export interface Importer {
  readonly name: string;
  /** What it brings, for the list of commands. */
  readonly about: string;
  /** The report, for people and for programs. CrmError `invalid` where nothing can be imported. */
  run(parts: ImportParts): Promise<{ readonly lines: readonly string[]; readonly json: unknown }>;
}

/**
 * One API language over the core. The server gives each an encapsulated Fastify instance whose bodies arrive as
 * Buffers, whatever the content type, on GET too.
 */
export interface Dialect {
  /** Also the name of its folder, and the face written in the change log. */
  readonly name: string;
  readonly title: string;
  /** The entities, fields and first values the vendor's users expect. */
  readonly preset: Preset;
  /** Whole applications that an operator may load beside it, by the settings of this dialect. */
  presets?(settings: Readonly<Record<string, string>>): readonly Preset[];
  /** Notes on entities what this language calls them by: numbers for those that have none yet. */
  readonly annotate?: Annotate;
  readonly importers?: readonly Importer[];
  /** How it tells of events. */
  readonly events?: EventFormat;
  readonly settings: readonly DialectSetting[];
  readonly coverage: readonly RouteLine[];
  /** `plain` takes a way that is tried before the framework. */
  register(app: FastifyInstance, parts: DialectParts, plain: (way: PlainWay) => void): void;
  /** A call that works at once, for the first screen and the README. */
  sampleCurl(address: string, login: string, key: string, password: string): string;
}
