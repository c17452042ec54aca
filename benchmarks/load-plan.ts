/** A request in the making: placeholders in path and body are filled in anew for each request sent. */
export interface RequestTemplate {
  readonly path: string;
  /** JSON, or what the headers' `content-type` says. `{{random}}`: a whole number of the source's range; `{{unique}}`: a number no other request of the run has. */
  readonly body: string;
}

export interface RequestSource {
  readonly templates: readonly RequestTemplate[];
  readonly headers: Readonly<Record<string, string>>;
  /** One after another, or any at any time. */
  readonly order: 'cycle' | 'random';
  /** The range of `{{random}}`, both ends included. */
  readonly range?: readonly [from: number, to: number];
  /** Where `{{unique}}` begins. */
  readonly uniqueFrom?: number;
}

/** Connections that ask alike. */
export interface LoadGroup {
  readonly name: string;
  readonly connections: number;
  readonly source: RequestSource;
  /** What each answer must contain; one that tells of an `"error"` is wrong in any case. */
  readonly expected: string;
}

export interface LoadPlan {
  readonly port: number;
  /** At least; it goes on until each template has been answered once. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly group: LoadGroup;
}

export interface LoadFigures {
  readonly requests: number;
  /** Those of the warm-up too. */
  readonly answered: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Connections that broke. */
  readonly errors: number;
  /** Answers with another status than 200. */
  readonly refused: number;
  /** Answers without the expected text, or with an error in it. */
  readonly wrong: number;
  /** The first answer that was refused or wrong. */
  readonly example: string | undefined;
}
