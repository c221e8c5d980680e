import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entity } from './__testUtils__/releases';
import { releasesPlugin } from './plugin';

describe('the card', () => {
  const shows = createExtensionTester(
    releasesPlugin.getExtension('entity-card:releases/where-it-runs'),
  ).get(EntityCardBlueprint.dataRefs.filterFunction)!;

  it.each([
    ['a component with a repository', entity, true],
    [
      'a component without one',
      { ...entity, metadata: { name: 'checkout-api' } },
      false,
    ],
    ['an API with a repository', { ...entity, kind: 'API' }, false],
  ])('for %s', (_, given, expected) => {
    expect(shows(given)).toBe(expected);
  });
});
