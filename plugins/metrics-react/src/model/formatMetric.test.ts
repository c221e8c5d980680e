import { formatMetric, formatSeconds } from './formatMetric';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it.each([
  [0, '0 s'],
  [38.4, '38 s'],
  [59.6, '1 min'],
  [38 * 60, '38 min'],
  [59.6 * 60, '1.0 h'],
  [3.7 * 3_600, '3.7 h'],
  [12.4 * 3_600, '12 h'],
  [23.6 * 3_600, '1.0 d'],
  [2.9 * 86_400, '2.9 d'],
  [61 * 86_400, '61 d'],
])('%d seconds are %s', (seconds, text) => {
  expect(plain(formatSeconds(seconds))).toBe(text);
});

it('gives rates one decimal and frequency per week', () => {
  expect(plain(formatMetric('changeFailRate', 5 / 58))).toBe('8.6 %');
  expect(formatMetric('deploymentFrequency', 58 / 90)).toBe('4.5/week');
});
