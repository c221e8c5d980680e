import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { RangePicker } from './RangePicker';

const shown = { from: '2026-08-24T00:00:00Z', to: '2026-11-22T00:00:00Z' };

it('says the days that are looked at, and changes them by one press', async () => {
  const onChange = jest.fn();
  renderInTestApp(
    <RangePicker range={{ preset: '90d' }} shown={shown} onChange={onChange} />,
  );

  expect(
    await screen.findByRole('button', {
      name: /^24.Aug to 21.Nov.2026$/,
    }),
  ).toBeVisible();
  expect(screen.getByRole('radio', { name: 'Last 90 days' })).toBeChecked();
  await userEvent.click(screen.getByRole('radio', { name: 'Last 7 days' }));
  expect(onChange).toHaveBeenCalledWith({ preset: '7d' });
});

it('takes any first and last day, and says what is wrong with them', async () => {
  const onChange = jest.fn();
  renderInTestApp(
    <RangePicker
      range={{ from: '2026-08-01', to: '2026-08-31' }}
      onChange={onChange}
    />,
  );

  await userEvent.click(
    await screen.findByRole('button', { name: /1.Aug to 31.Aug/ }),
  );
  const first = await screen.findByLabelText('First day');
  expect(first).toHaveValue('2026-08-01');
  fireEvent.change(first, { target: { value: '2026-09-02' } });
  await userEvent.click(screen.getByRole('button', { name: /Show these/ }));
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The first day is after the last',
  );
  expect(onChange).not.toHaveBeenCalled();

  fireEvent.change(first, { target: { value: '2026-07-02' } });
  await userEvent.click(screen.getByRole('button', { name: /Show these/ }));
  expect(onChange).toHaveBeenCalledWith({
    from: '2026-07-02',
    to: '2026-08-31',
  });
});
