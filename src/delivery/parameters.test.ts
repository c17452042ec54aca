import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkParameters, FORM_TYPE, renderParameters } from './parameters.ts';

const EVENT = {
  type: 'client.created', event: 'client.created', entity: 'client', id: 7, timestamp: '2024-03-11T09:00:00.000Z',
  data: { id: 1, actor: null, after: { name: 'ООО «Ромашка» & Ко', phones: ['+7 342', '+7 343'], balance: 0, favourite: false, changes: { a: 1 } } },
  record: { name: '..', note: '{data.id}' },
};
const urlOf = (url: string, parameters: Record<string, string> = {}): string => renderParameters({ url, method: 'GET', parameters }, EVENT).url;

describe('a rule is refused', () => {
  test.each(['{data.host}', 'http://{record.name}/', 'http://a.{record.name}/x', 'http://a{id}', 'http://a:{id}/', 'http://a\\{id}/', 'http://a#{id}', 'ftp://a/', '', 'http:///x'])('for the address %j', (url) => {
    expect(checkParameters({ url, parameters: {} })).toEqual([{ field: 'url', fault: 'bad_text' }]);
    expect(urlOf(url)).toBe(url === 'http://a#{id}' ? 'http://a' : '');
  });

  test('for parameters without a name, too many of them, or one that is too long', () => {
    expect(checkParameters({ url: null, parameters: { ' ': 'x' } })).toEqual([{ field: 'parameters', fault: 'bad_text' }]);
    expect(checkParameters({ url: null, parameters: { a: 'x'.repeat(2001) } })).toEqual([{ field: 'parameters', fault: 'too_long', limit: 2000 }]);
    expect(checkParameters({ url: null, parameters: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`p${index}`, 'x'])) })).toEqual([{ field: 'parameters', fault: 'too_long', limit: 50 }]);
  });

  test('and kept when templates stand behind the host', () => {
    for (const url of ['http://a/{id}', 'https://a:8080?x={id}', 'http://a', 'https://[::1]:80/{id}']) expect(checkParameters({ url, parameters: { name: '{data.after.name}' } })).toEqual([]);
  });
});

describe('templates', () => {
  test('that name nothing are empty, also where an inherited member has the name', () => {
    expect(urlOf('http://a/x', { a: '{nothing}', b: '{data.nothing.more}', c: '{constructor}', d: '{data.__proto__}', e: '{data.after.phones.length}', f: '{data.actor}' })).toBe('http://a/x?a=&b=&c=&d=&e=&f=');
  });

  test('within values are no templates, and what is no template stays', () => {
    expect(urlOf('http://a/', { a: '{record.note}', b: '{ id }', c: '{id', d: '{{id}}' })).toBe('http://a/?a=%7Bdata.id%7D&b=%7B+id+%7D&c=%7Bid&d=%7B7%7D');
  });

  test('never lead to another path', () => {
    expect(urlOf('http://a/x/{record.name}/y')).toBe('http://a/x//y');
    expect(urlOf('http://a/x/../y')).toBe('http://a/x/../y');
  });

  test('fill the path and the query of a GET', () => {
    expect(urlOf('http://a/{entity}/{id}?e={event}', { name: '{data.after.name}', phones: '{data.after.phones}' }))
      .toBe('http://a/client/7?e=client.created&name=%D0%9E%D0%9E%D0%9E+%C2%AB%D0%A0%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0%C2%BB+%26+%D0%9A%D0%BE&phones=%2B7+342%2C+%2B7+343');
    expect(urlOf('http://a/{id}')).toBe('http://a/7');
    expect(urlOf('http://a', { text: 'Сделка {id}: {data.after.balance}, {data.after.favourite}, {data.after.changes}' })).toBe(`http://a?${new URLSearchParams({ text: 'Сделка 7: 0, false, {"a":1}' })}`);
  });

  test('fill the form of a POST', () => {
    expect(renderParameters({ url: 'http://a/hook?key=1', method: 'POST', parameters: { chat: '5', text: '{event} {id}' } }, EVENT))
      .toEqual({ url: 'http://a/hook?key=1', body: 'chat=5&text=client.created+7', contentType: FORM_TYPE });
  });

  test('leave the host alone, whatever a value holds, and give it back whole', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('http://a.test/{v}', 'http://a.test/x/{v}/y', 'http://a.test?q={v}', 'http://a.test/{v}?x{v}={v}'), (value, url) => {
      const rendered = renderParameters({ url, method: 'GET', parameters: { value: '{v}' } }, { v: value });
      const read = new URL(rendered.url);
      expect(read.host).toBe('a.test');
      expect(read.searchParams.get('value')).toBe(value.toWellFormed());
    }));
  });
});
