/* eslint-disable no-script-url -- that these are refused is what is tested */
import { safeUrl } from './safeUrl';

describe('safeUrl', () => {
  it.each([
    'https://example.org/a?b=c#d',
    'http://localhost:8100',
    'mailto:checkout@example.org',
    '/docs/default/component/checkout-api',
  ])('lets %s through', address => {
    expect(safeUrl(address)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example.org',
    '/\\evil.example.org',
    'not an address',
    '',
    undefined,
    42,
  ])('refuses %j', address => {
    expect(safeUrl(address)).toBeUndefined();
  });
});
