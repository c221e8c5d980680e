import { render, screen } from '@testing-library/react';
import { Table } from './Table';

it('is named by its caption, and takes what a table takes', () => {
  render(
    <Table caption="Runs, newest first" className="runs" aria-busy stale>
      <tbody>
        <tr>
          <td>one</td>
        </tr>
      </tbody>
    </Table>,
  );

  const table = screen.getByRole('table', { name: 'Runs, newest first' });
  expect(table).toHaveClass('runs');
  expect(table).toHaveAttribute('aria-busy', 'true');
  expect(table).toHaveTextContent(/one$/);
});
