import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderField } from '../../__testUtils__/renderField';
import { OwnTeam } from './OwnTeam';

async function options() {
  await userEvent.click(await screen.findByRole('button', { name: /Owner/ }));
  const found = await screen.findAllByRole('option');
  return found.map(({ textContent }) => textContent);
}

it('offers only the teams one is in', async () => {
  const { changes } = renderField(OwnTeam);
  expect(await screen.findByText(/One of your 2 teams\./)).toBeInTheDocument();
  expect(await options()).toEqual(['checkout', 'payments']);
  await userEvent.click(screen.getByRole('option', { name: 'payments' }));
  expect(changes).toEqual(['group:default/payments']);
});

it('chooses the only team by itself', async () => {
  const { changes } = renderField(OwnTeam, { teams: ['growth'] });
  await waitFor(() => expect(changes).toEqual(['group:default/growth']));
  expect(screen.getByText(/Your team\./)).toBeInTheDocument();
});

it('offers all teams to who is of the platform team', async () => {
  renderField(OwnTeam, { teams: ['platform', 'growth'] });
  expect(await screen.findByText(/One of all 4 teams/)).toBeInTheDocument();
  expect(await options()).toEqual([
    'checkout',
    'growth',
    'payments',
    'platform',
  ]);
});

it('says what to do without a team', async () => {
  renderField(OwnTeam, { teams: [] });
  expect(await screen.findByText(/You are in no team yet/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /Owner/ })).toBeDisabled();
});

it('forgets a team that one is not in any more', async () => {
  renderField(OwnTeam, { value: 'group:default/growth' });
  await screen.findByText(/One of your 2 teams\./);
  expect(screen.getByRole('button', { name: /Owner/ })).toHaveTextContent(
    'Choose a team',
  );
});
