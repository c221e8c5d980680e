import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { UnownedAnswer } from '@fairway/plugin-catalog-insights-common';
import { listApiRef } from '@fairway/plugin-catalog-insights-react';
import { ownerChangeApiRef } from '../../api/OwnerChangeApi';
import { checkoutTeam } from '../../__testUtils__/entities';
import { fakeList } from '../../__testUtils__/fakeList';
import { NeedsOwnerPage } from './NeedsOwnerPage';

const answer: UnownedAnswer = {
  items: [
    {
      entityRef: 'component:default/geo-lookup',
      ownerRef: 'group:default/maps',
      problem: 'missing',
    },
    {
      entityRef: 'api:default/tax',
      title: 'Tax',
      ownerRef: 'group:default/tax',
      problem: 'noMembers',
    },
    { entityRef: 'component:default/orphan', problem: 'missing' },
  ],
};

function show(unowned: UnownedAnswer) {
  const propose = jest.fn(async () => ({
    url: 'https://forge.test/acme/geo-lookup/pull/7',
    number: 7,
    existed: false,
  }));
  const listUnowned = jest.fn(async () => unowned);
  const growth = { ...checkoutTeam, metadata: { name: 'growth' } };
  renderInTestApp(<NeedsOwnerPage />, {
    apis: [
      [listApiRef, { ...fakeList([]), listUnowned }],
      [ownerChangeApiRef, { propose }],
      [catalogApiRef, catalogApiMock({ entities: [checkoutTeam, growth] })],
      [
        identityApiRef,
        mockApis.identity({
          ownershipEntityRefs: ['user:default/dana', 'group:default/checkout'],
        }),
      ],
    ],
  });
  return { propose, listUnowned };
}

const choose = async (name: string) =>
  userEvent.click(
    await screen.findByRole('button', { name: `Choose an owner of ${name}` }),
  );

describe('what needs an owner', () => {
  it('is listed with what is wrong', async () => {
    show(answer);

    const found = await screen.findByRole('list', {
      name: 'Without an owner',
    });
    const list = within(found)
      .getAllByRole('listitem')
      .map(row => row.textContent);
    expect(list[0]).toContain('The team maps is not in the catalog.');
    expect(list[1]).toContain('Nobody is in the team tax.');
    expect(list[2]).toContain('Its catalog file names no owner.');
    expect(screen.getByRole('link', { name: 'Tax' })).toHaveAttribute(
      'href',
      '/catalog/default/api/tax',
    );
  });

  it('gets one by a pull request, for a team of mine', async () => {
    const { propose } = show(answer);

    await choose('geo-lookup');
    const dialog = await screen.findByRole('dialog');
    const open = within(dialog).getByRole('button', {
      name: 'Open the pull request',
    });
    expect(open).toBeDisabled();
    await userEvent.click(
      await within(dialog).findByRole('button', { name: /Team/ }),
    );
    expect(screen.getAllByRole('option').map(o => o.textContent)).toEqual([
      'checkout',
    ]);
    await userEvent.click(screen.getByRole('option', { name: 'checkout' }));
    await userEvent.click(open);

    expect(
      await within(dialog).findByRole('link', { name: 'Pull request 7' }),
    ).toHaveAttribute('href', 'https://forge.test/acme/geo-lookup/pull/7');
    expect(propose).toHaveBeenCalledWith({
      entityRef: 'component:default/geo-lookup',
      owner: 'group:default/checkout',
    });
  });

  it('goes on to more of it', async () => {
    const { listUnowned } = show({ ...answer, nextCursor: 'more' });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Show more' }),
    );

    expect(await screen.findByText(/More than 6.entities/)).toBeVisible();
    expect(listUnowned).toHaveBeenLastCalledWith(
      expect.objectContaining({ cursor: 'more' }),
    );
  });

  it('is nothing where everything has one', async () => {
    show({ items: [] });

    expect(await screen.findByText('Everything has an owner')).toBeVisible();
  });
});
