import { toCsv } from './csv';

it('quotes what needs it, and lets no text become a formula', () => {
  expect(
    toCsv(
      ['title', 'n'],
      [
        ['a, "b"', 1],
        ['=HYPERLINK("x")', -2],
        [undefined, undefined],
      ],
    ),
  ).toBe('title,n\r\n"a, ""b""",1\r\n"\'=HYPERLINK(""x"")",-2\r\n,\r\n');
});
