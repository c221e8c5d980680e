import { screen, within } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { checkoutTeam } from '../../__testUtils__/entities';
import { ProfileCard } from '../ProfileCard';
import { OwnsCard } from './OwnsCard';

const owning = (refs: string[]): Entity => ({
  ...checkoutTeam,
  relations: [
    ...refs.map(targetRef => ({ type: 'ownerOf', targetRef })),
    { type: 'childOf', targetRef: 'group:default/commerce' },
  ],
});

function show(entity: Entity) {
  renderInTestApp(
    <EntityProvider entity={entity}>
      <OwnsCard />
      <ProfileCard />
    </EntityProvider>,
  );
}

describe('the cards of a team', () => {
  it('say what it owns, and lead to all of it', async () => {
    const apis = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    show(
      owning([
        'system:default/shop',
        ...apis.map(name => `component:default/${name}`),
      ]),
    );

    const [components, system] = await screen.findAllByRole('listitem');
    expect(components).toHaveTextContent('7 components');
    expect(components).toHaveTextContent('a, b, c, d, e and 2 more');
    expect(
      within(components).getByRole('link', { name: 'and 2 more' }),
    ).toHaveAttribute(
      'href',
      '/catalog?kind=component&owner=group%3Adefault%2Fcheckout',
    );
    expect(system).toHaveTextContent('1 system');
    expect(within(system).getByRole('link', { name: 'shop' })).toHaveAttribute(
      'href',
      '/catalog/default/system/shop',
    );
  });

  it('say how it is reached and where it belongs', async () => {
    show(owning([]));

    const team = await screen.findByRole('region', { name: 'Team' });
    expect(
      within(team).getByRole('link', { name: 'checkout@example.org' }),
    ).toHaveAttribute('href', 'mailto:checkout@example.org');
    expect(within(team).getByRole('link', { name: 'commerce' })).toBeVisible();
    expect(screen.getByText('This team owns nothing yet')).toBeVisible();
  });

  it('say so when nothing is known', async () => {
    show({ ...checkoutTeam, kind: 'User', spec: {}, relations: [] });

    expect(await screen.findByText(/No mail address is known/)).toBeVisible();
    expect(screen.getByText('Owns nothing alone')).toBeVisible();
  });
});
