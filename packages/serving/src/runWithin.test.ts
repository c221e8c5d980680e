import { runWithin, TooSlowError } from './runWithin';

describe('runWithin', () => {
  it('gives what the work gives, and throws what it throws', () => {
    expect(runWithin(60_000, () => ['done'])).toEqual(['done']);
    expect(() =>
      runWithin(60_000, () => {
        throw new RangeError('its own');
      }),
    ).toThrow(new RangeError('its own'));
  });

  it('ends what would run for ever, and works again after that', () => {
    const forEver = () => /^(a+)+$/.test(`${'a'.repeat(50)}!`);
    expect(() => runWithin(50, forEver)).toThrow(TooSlowError);
    expect(runWithin(60_000, () => 2)).toBe(2);
  });

  it('goes on with the outer work after the inner one', () => {
    const work = () => [runWithin(60_000, () => 'inner'), 'outer'];
    expect(runWithin(60_000, work)).toEqual(['inner', 'outer']);
  });
});
