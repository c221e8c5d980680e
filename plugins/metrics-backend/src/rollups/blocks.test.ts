import { ORGANISATION, ORGANISATION_BLOCKS, rangesOf } from './blocks';

const days = (fromDay: number, toDay: number) => ({
  ...{ scope: ORGANISATION, fromDay, toDay },
});
const blocks = (fromDay: number, toDay: number) => ({
  ...{ scope: ORGANISATION_BLOCKS, fromDay, toDay },
});

it.each([
  ['days only', [3, 9], [days(3, 9)]],
  ['days on both sides of an edge', [3, 17], [days(3, 17)]],
  ['one block', [10, 20], [blocks(10, 20)]],
  ['blocks between days', [8, 31], [days(8, 10), blocks(10, 30), days(30, 31)]],
  ['days, then blocks', [8, 30], [days(8, 10), blocks(10, 30)]],
  ['blocks, then days', [10, 31], [blocks(10, 30), days(30, 31)]],
  ['before 1970', [-12, 1], [days(-12, -10), blocks(-10, 0), days(0, 1)]],
])('reads %s: %j', (_, [fromDay, toDay], ranges) => {
  expect(rangesOf(days(fromDay, toDay))).toEqual(ranges);
});

it('reads the days of every other scope as they are', () => {
  const window = { scope: 'component:default/shop', fromDay: 8, toDay: 31 };
  expect(rangesOf(window)).toEqual([window]);
});
