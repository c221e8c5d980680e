import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EmptyState } from './EmptyState';

describe('EmptyState', () => {
  it('shows the lines that are missing, reachable by keyboard', async () => {
    render(
      <EmptyState
        variant="notConfigured"
        title="No deployments are connected"
        missing="github.com/project-slug: acme/tax-rules"
        action={<a href="/docs">What it does</a>}
      >
        This service has no slug.
      </EmptyState>,
    );

    expect(
      await screen.findByRole('heading', {
        level: 3,
        name: 'No deployments are connected',
      }),
    ).toBeVisible();
    expect(screen.getByLabelText('To be added')).toHaveTextContent(
      'acme/tax-rules',
    );
    await userEvent.tab();
    await userEvent.tab();
    expect(screen.getByLabelText('To be added')).toHaveFocus();
  });

  it('tells an error aloud, with its reference, and tries again when asked', async () => {
    const onRetry = jest.fn();
    render(
      <EmptyState
        variant="error"
        title="Health could not be loaded"
        status={503}
        requestId="7f3a-91c2"
        onRetry={onRetry}
      />,
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('503 · request 7f3a-91c2');
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it.each(['noData', 'noPermission'] as const)(
    'is not an alarm when the state is %s',
    async variant => {
      render(<EmptyState variant={variant} title="Nothing here" />);

      expect(await screen.findByText('Nothing here')).toBeVisible();
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
    },
  );
});
