import { AskedFor } from './AskedFor';

const pair = (head: string) => ({ base: 'a', head });

it('leaves out what was asked for before, project by project', () => {
  const asked = new AskedFor();
  const first = [
    { project: 'host/acme/one', comparisons: [pair('b')], changes: ['1'] },
  ];
  expect(asked.leaveOut(first)).toEqual(first);
  expect(asked.leaveOut(first)).toEqual([]);
  expect(
    asked.leaveOut([
      {
        project: 'host/acme/one',
        comparisons: [pair('b'), pair('c')],
        changes: ['1', '2'],
      },
      { project: 'host/acme/two', comparisons: [], changes: ['1'] },
    ]),
  ).toEqual([
    { project: 'host/acme/one', comparisons: [pair('c')], changes: ['2'] },
    { project: 'host/acme/two', comparisons: [], changes: ['1'] },
  ]);
});
