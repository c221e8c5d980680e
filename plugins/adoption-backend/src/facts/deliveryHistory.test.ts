import { decodeHistory, encodeHistory } from './deliveryHistory';

const day = (number: number, rest = {}) => ({
  ...{ day: number, deployments: 1, failed: 0, rework: 0 },
  ...{ lead: [] as number[], recovery: [] as number[], ...rest },
});

it('gives back what it was given, in order', () => {
  const days = [
    day(20_003, { deployments: 300, lead: [7, 7, 90_000, 4_294_967_295] }),
    day(20_001, { failed: 1, rework: 1, recovery: [0, 60] }),
  ];
  expect(decodeHistory(encodeHistory(days))).toEqual([days[1], days[0]]);
});

it('takes durations as whole seconds from 0 on', () => {
  const [kept] = decodeHistory(
    encodeHistory([day(20_000, { lead: [59.6, -3] })]),
  );
  expect(kept.lead).toEqual([0, 60]);
});

it('knows nothing of a service that was never delivered', () => {
  expect(decodeHistory(encodeHistory([]))).toEqual([]);
  expect(decodeHistory(undefined)).toEqual([]);
});
