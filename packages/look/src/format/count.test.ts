import { formatCount } from './count';

describe('formatCount', () => {
  it.each([
    [formatCount(0, 'service'), '0 services'],
    [formatCount(1, 'person', 'people'), '1 person'],
    [formatCount(9, 'person', 'people'), '9 people'],
    [formatCount(1204, 'service'), '1,204 services'],
  ])('says %s', (said, expected) => {
    expect(said.replace('\u00a0', ' ')).toBe(expected);
  });
});
