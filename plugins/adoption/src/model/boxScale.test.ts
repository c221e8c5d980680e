import { boxScale } from './boxScale';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

it('spreads times by their ratio, from the mark below the least to that above the most', () => {
  const scale = boxScale('changeLeadTime', [3 * HOUR, DAY, 20 * DAY]);

  expect(scale.logarithmic).toBe(true);
  expect(scale.ticks.map(({ text }) => plain(text))).toEqual([
    ...['1 h', '6 h', '1 d', '3 d', '7 d', '30 d'],
  ]);
  expect(scale.ticks.at(0)!.at).toBe(0);
  expect(scale.ticks.at(-1)!.at).toBe(1);
  expect(scale.place(6 * HOUR) - scale.place(HOUR)).toBeCloseTo(
    scale.place(36 * HOUR) - scale.place(6 * HOUR),
  );
});

it('has a length for a single time, and a place for one of no length', () => {
  const scale = boxScale('failedDeploymentRecoveryTime', [HOUR, HOUR]);

  expect(scale.place(HOUR)).toBe(1);
  expect(scale.place(0)).toBe(0);
  expect(boxScale('changeLeadTime', [0]).place(0)).toBe(0);
});

it('begins at 0 for shares', () => {
  const scale = boxScale('changeFailRate', [0.02, 0.19]);

  expect(scale.logarithmic).toBe(false);
  expect(plain(scale.ticks[0].text)).toBe('0 %');
  expect(scale.place(0)).toBe(0);
  expect(plain(scale.ticks.at(-1)!.text)).toBe('20 %');
  expect(scale.place(0.1)).toBeCloseTo(0.5);
});
