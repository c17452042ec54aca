/** A client as its writer sent it. */
export interface SentClient {
  readonly title: string;
  readonly uid: string;
  readonly phone: string;
  readonly mail: string;
  /** A territory that no client had before, where the writer named one. */
  readonly territory: string | undefined;
}

/** A value that only grows: the last one whose write was acknowledged, the last one sent. */
export interface Growing {
  acknowledged: number;
  sent: number;
}

/** What the writers know: more than the acknowledged may be stored, less may not. */
export interface Ledger {
  /** Acknowledged adds, by clid. */
  readonly added: Map<number, SentClient>;
  /** Adds sent without an answer: stored whole, or not at all. */
  readonly unanswered: Map<string, SentClient>;
  /** Growing values, by clid and field of the wire: `12/des`. */
  readonly values: Map<string, Growing>;
  /** Clients that several writers change at the same time. */
  readonly shared: number[];
  /** Every number given out once. */
  next: number;
  acknowledged: number;
  /** Answers that told of an error. */
  readonly errors: string[];
}

export function createLedger(): Ledger {
  return { added: new Map(), unanswered: new Map(), values: new Map(), shared: [], next: 1, acknowledged: 0, errors: [] };
}

/** The growing value of a field of a client. */
export function growing(ledger: Ledger, clid: number, field: string): Growing {
  const name = `${clid}/${field}`;
  const found = ledger.values.get(name) ?? { acknowledged: 0, sent: 0 };
  ledger.values.set(name, found);
  return found;
}

/** Client number `number`: no title, uid, phone or address is part of another one's. */
export function sentClient(number: number, newTerritory: boolean): SentClient {
  const padded = String(number).padStart(7, '0');
  return { title: `Проверка ${padded}`, uid: `kill-${padded}`, phone: `+7 922 ${padded}`, mail: `kill${padded}@mail.ru`, territory: newTerritory ? `Край ${padded}` : undefined };
}

/** The parameters that add it. */
export function parametersOf({ title, uid, phone, mail, territory }: SentClient): object {
  return { title, uid, phone: [phone], mail_url: [mail], recv: { castInn: uid }, ...(territory === undefined ? {} : { territory }) };
}
