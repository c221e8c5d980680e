import { render, screen } from '@testing-library/react';
import { Steps } from './Steps';

describe('Steps', () => {
  it('marks the open step and those that are done', async () => {
    render(<Steps steps={['Path', 'Describe', 'Review']} current={1} />);

    const items = await screen.findAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      'Path, done',
      '2Describe',
      '3Review',
    ]);
    expect(items.map(item => item.getAttribute('aria-current'))).toEqual([
      null,
      'step',
      null,
    ]);
  });
});
