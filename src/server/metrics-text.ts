/** One figure, in the words of the Prometheus text format 0.0.4. */
export interface Metric {
  readonly name: string;
  readonly kind: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly labels?: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** The text that a scrape reads; figures without a sample are told of all the same. */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics.map(({ name, kind, help, samples }) => `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${kind}\n${samples.map((sample) => sampleLine(name, sample)).join('')}`).join('');
}

function sampleLine(name: string, { labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(String(text)).replaceAll('"', '\\"')}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
