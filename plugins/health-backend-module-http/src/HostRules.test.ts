import { HostRules } from './HostRules';

const rules = HostRules.create({
  patterns: ['shop.example.org', '*.Apps.example.org', 'localhost', '10.0.0.7'],
});

it.each([
  ['shop.example.org', true],
  ['shop.example.org.', true],
  ['x.shop.example.org', false],
  ['a.apps.example.org', true],
  ['a.b.apps.example.org', true],
  ['apps.example.org', false],
  ['evilapps.example.org', false],
  ['localhost', true],
  ['10.0.0.7', true],
  ['[::1]', false],
])('%s: %s', (host, allowed) => {
  expect(rules.allows(host)).toBe(allowed);
});

it.each(['*', 'a.*.org', 'https://example.org', '', 'a b'])(
  'does not take "%s"',
  pattern => {
    expect(() => HostRules.create({ patterns: [pattern] })).toThrow(
      /^health.http.hosts: /,
    );
  },
);
