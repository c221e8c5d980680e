import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { MembersCard } from './MembersCard';

const person = (name: string, profile?: object): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name },
  spec: { profile } as Entity['spec'],
});
const team = (names: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'checkout' },
  relations: names.map(name => ({
    type: 'hasMember',
    targetRef: `user:default/${name}`,
  })),
});

function show(entity: Entity, entities: Entity[] = []) {
  renderInTestApp(
    <EntityProvider entity={entity}>
      <MembersCard />
    </EntityProvider>,
    { apis: [[catalogApiRef, catalogApiMock({ entities })]] },
  );
}

describe('who is in a team', () => {
  it('is listed by name with a way to reach them, also who may not be seen', async () => {
    show(team(['zoe', 'dana', 'ghost']), [
      person('dana', { displayName: 'Dana Osei', email: 'dana@example.org' }),
      person('zoe', { displayName: 'Zoe', email: 'no mail\naddress' }),
    ]);

    expect(
      await screen.findByRole('link', { name: 'Dana Osei' }),
    ).toHaveAttribute('href', '/catalog/default/user/dana');
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'Dana Oseidana@example.org',
      'ghost',
      expect.stringMatching(/^Zoe/),
    ]);
    expect(
      screen.getByRole('link', { name: 'dana@example.org' }),
    ).toHaveAttribute('href', 'mailto:dana@example.org');
    expect(screen.getByRole('heading')).toHaveTextContent('Members 3');
  });

  it('shows a large team once it is asked to', async () => {
    show(team(Array.from({ length: 20 }, (_, index) => `person-${index}`)));

    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 8 more' }),
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(20);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says so when nobody is', async () => {
    show(team([]));
    expect(await screen.findByText('Nobody is in this team')).toBeVisible();
  });
});
