import { toCsv } from './toCsv';

it.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  [-1.5, '-1.5'],
  [true, 'true'],
  [undefined, ''],
])('%j is written as %j', (value, written) => {
  expect(toCsv(['a', 'b'], [[value, 1]])).toBe(`a,b\r\n${written},1\r\n`);
});
