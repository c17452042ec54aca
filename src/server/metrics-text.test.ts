import { expect, test } from 'vitest';
import { metricsText } from './metrics-text.ts';

test('what people call things cannot break a line', () => {
  expect(metricsText([{ name: 'depth', kind: 'gauge', help: 'A \\ and\nmore.', samples: [{ labels: { id: 7, title: 'a "b"\\\nc 1' }, value: 3 }] }])).toBe('# HELP depth A \\\\ and\\nmore.\n# TYPE depth gauge\ndepth{id="7",title="a \\"b\\"\\\\\\nc 1"} 3\n');
});

test('each figure says what it is, whether or not there is one', () => {
  expect(metricsText([{ name: 'a', kind: 'counter', help: 'A.', samples: [] }, { name: 'b', kind: 'gauge', help: 'B.', samples: [{ value: 0.5 }] }])).toBe('# HELP a A.\n# TYPE a counter\n# HELP b B.\n# TYPE b gauge\nb 0.5\n');
});
