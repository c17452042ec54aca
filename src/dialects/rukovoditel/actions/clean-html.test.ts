import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';

test('what runs is taken out of HTML', async () => {
  expect(await cleanHtml('<p onclick="x()">a</p><script>alert(1)</script>')).toBe('<p>a</p>');
  expect(await cleanHtml('<a href="javascript:alert(1)">a</a>')).toBe('<a>a</a>');
  expect(await cleanHtml('<img src="x" onerror="alert(1)">')).toBe('<img src="x" />');
  expect(await cleanHtml('<div style="position:fixed;color:red;background:url(x)">a</div>')).toBe('<div style="color:red">a</div>');
  expect(await cleanHtml('<iframe src="https://example.test"></iframe><style>p{}</style>')).toBe('');
});

test('what people format stays', async () => {
  expect(await cleanHtml('<p><strong>Важно:</strong> <a href="https://example.test">план</a></p>')).toBe('<p><strong>Важно:</strong> <a href="https://example.test">план</a></p>');
  expect(await cleanHtml('без разметки')).toBe('без разметки');
});

test('cleaned HTML is clean', async () => {
  const piece = fc.constantFrom('<script>', '</script>', '<img src=x onerror=a()>', '<a href="java\nscript:a()">', '</a>', '<svg onload=a()>', '<b>', '"', '>', '<', 'text', '&lt;script&gt;');
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
    const clean = await cleanHtml(pieces.join(''));
    expect(clean).not.toMatch(/<script|<svg|onerror=a|href="java/iu);
    expect(await cleanHtml(clean)).toBe(clean);
  }));
});
