import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderField } from '../../__testUtils__/renderField';
import { Tier } from './Tier';

it('says what each tier means, in the words of the path where it has some', async () => {
  const { changes } = renderField(Tier, {
    value: '2',
    schema: { enum: ['1', '2', '3'], title: 'Tier' },
    uiSchema: { 'ui:options': { descriptions: { '1': 'Three replicas' } } },
  });
  const group = await screen.findByRole('radiogroup', { name: 'Tier' });
  expect(group).toHaveTextContent(
    'Tier 1Three replicasTier 2Looked at in working hoursTier 3Internal or experimental',
  );
  expect(screen.getByRole('radio', { name: /Tier 2/ })).toBeChecked();
  await userEvent.click(screen.getByRole('radio', { name: /Tier 1/ }));
  expect(changes).toEqual(['1']);
});

it('is chosen by the arrow keys', async () => {
  const { changes } = renderField(Tier, { value: '2' });
  (await screen.findByRole('radio', { name: /Tier 2/ })).focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(changes).toEqual(['3']);
});
