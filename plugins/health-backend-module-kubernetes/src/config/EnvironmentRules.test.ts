import { mockServices } from '@backstage/backend-test-utils';
import { EnvironmentRules } from './EnvironmentRules';

const rules = (environments?: object[]) =>
  EnvironmentRules.fromConfig(
    mockServices.rootConfig({
      data: { health: { kubernetes: { environments } as any } },
    }),
  );
const at = (namespace: string, more: object = {}) => ({
  ...{ cluster: 'north', namespace },
  ...more,
});
const staging = { environment: 'staging', production: false };
const production = { environment: 'production', production: true };

it('goes by the namespace where nothing is configured', () => {
  const some = rules();
  expect(some.environmentOf(at('shop-staging'))).toEqual(staging);
  expect(some.environmentOf(at('production'))).toEqual(production);
  expect(some.environmentOf(at('shop'))).toEqual({});
});

it('goes by the first rule that fits, and before them by the label', () => {
  const some = rules([
    { cluster: 'south', environment: 'live', production: true },
    { namespace: 'a.b', environment: 'staging' },
  ]);
  expect(some.environmentOf(at('x', { cluster: 'South' }))).toEqual({
    ...{ environment: 'live', production: true },
  });
  expect(some.environmentOf(at('a.b'))).toEqual(staging);
  expect(some.environmentOf(at('aXb'))).toEqual({});
  const labels = (environment: string) => ({
    labels: { 'fairway/environment': environment },
  });
  expect(some.environmentOf(at('a.b', labels('production')))).toEqual(
    production,
  );
  expect(some.environmentOf(at('a.b', labels('live')))).toEqual({
    ...{ environment: 'live', production: true },
  });
});
