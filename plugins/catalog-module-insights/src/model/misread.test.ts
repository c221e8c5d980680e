import { parseView } from './catalogView';
import { listMisread } from './misread';

function misread(address: string) {
  const search = new URLSearchParams(address);
  return listMisread(search, parseView(search));
}

it.each([
  '',
  'whose=all&health=unhealthy&sort=tag&order=desc',
  'leadTime=3600..&changeFailRate=none&q=tax',
])('has nothing to say of %p', address => {
  expect(misread(address)).toEqual([]);
});

it.each([
  ['leadTime=2d', /^a range such as 3600\.\.86400, .*, or none$/],
  ['recoveryTime=9..3', /^a range/],
  ['kind=api&reworkRate=none', 'figures are of components only'],
  ['health=fine', 'one of unhealthy, degraded, healthy, unknown'],
  ['sort=shoeSize', /^one of name, owner, health, leadTime/],
  ['order=sideways', 'one of asc, desc'],
  ['whose=everybody', 'one of all, mine, starred'],
])('names %s and its rule', (address, rule) => {
  expect(misread(address)).toEqual([
    {
      text: address.split('&').at(-1),
      rule: expect.stringMatching(rule),
    },
  ]);
});
