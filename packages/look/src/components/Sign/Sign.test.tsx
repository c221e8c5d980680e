import { render, screen } from '@testing-library/react';
import { Sign, type SignKind } from './Sign';
import { StatusLabel } from './StatusLabel';

const kinds: [SignKind, string][] = [
  ['healthy', 'Healthy'],
  ['degraded', 'Degraded'],
  ['unhealthy', 'Unhealthy'],
  ['unknown', 'Unknown'],
  ['running', 'Running'],
  ['waiting', 'Not started'],
  ['done', 'Done'],
  ['failed', 'Failed'],
];

describe('Sign', () => {
  it.each(kinds)('%s comes with the word %s', async (sign, word) => {
    const { container } = render(<StatusLabel sign={sign} />);

    expect(await screen.findByText(word)).toBeVisible();
    expect(container.querySelector('svg')).toHaveAttribute('aria-hidden');
  });

  it('speaks for itself where no word stands beside it', async () => {
    render(<Sign sign="done" label="Done" />);

    expect(await screen.findByRole('img', { name: 'Done' })).toBeVisible();
  });

  it('tells the four kinds of health apart by shape alone', () => {
    const shapes = kinds.slice(0, 4).map(([sign]) =>
      render(<Sign sign={sign} />)
        .container.innerHTML.replace(/class="[^"]*"/g, '')
        .replace(/data-sign="[^"]*"/, ''),
    );

    expect(new Set(shapes).size).toBe(4);
  });
});
