import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CopyCommand } from './CopyField';

describe('CopyCommand', () => {
  it('copies the command and says so', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    render(<CopyCommand command="git clone http://localhost:7990/acme/x" />);

    await user.click(
      await screen.findByRole('button', { name: 'Copy command' }),
    );

    expect(await screen.findByText('Copied')).toBeVisible();
    expect(writeText).toHaveBeenCalledWith(
      'git clone http://localhost:7990/acme/x',
    );
  });

  it('says so when the browser refuses', async () => {
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('NotAllowedError'));
    render(<CopyCommand command="ls" />);

    await user.click(
      await screen.findByRole('button', { name: 'Copy command' }),
    );

    expect(await screen.findByRole('status')).toHaveTextContent(
      'Not copied: select it by hand',
    );
  });
});
