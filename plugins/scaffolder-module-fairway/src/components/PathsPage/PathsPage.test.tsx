import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catalogEntities, nodeService } from '../../__testUtils__/entities';
import { renderCreate } from '../../__testUtils__/renderCreate';

describe('the list of paths', () => {
  it.each(['/create', '/create/templates'])(
    'at %s says what each path gives, and leads into it',
    async address => {
      renderCreate(address);
      const card = await screen.findByRole('article');
      expect(
        within(card).getByRole('heading', { name: 'Node service' }),
      ).toBeInTheDocument();
      expect(within(card).getByText('2.6.0')).toBeInTheDocument();
      expect(within(card).getByText('platform')).toBeInTheDocument();
      const gives = within(card).getByRole('list', { name: 'What one gets' });
      expect(
        within(gives)
          .getAllByRole('listitem')
          .map(item => item.textContent),
      ).toEqual(['Repository', 'CI', 'Staging', 'Catalog']);
      expect(
        within(card).getByRole('link', {
          name: 'Take this path: Node service',
        }),
      ).toHaveAttribute('href', '/create/templates/default/node-service');
      expect(
        screen.getByRole('link', { name: 'Import a repository' }),
      ).toHaveAttribute('href', '/catalog-import');
    },
  );

  it('puts recommended paths first', async () => {
    const other = {
      ...nodeService,
      metadata: {
        ...nodeService.metadata,
        name: 'a',
        title: 'Another',
        tags: [],
      },
    };
    renderCreate('/create', { entities: [other, ...catalogEntities] });
    const headings = await screen.findAllByRole('heading', { level: 3 });
    expect(headings.map(({ textContent }) => textContent)).toEqual([
      'Node service',
      'Another',
    ]);
  });

  it('says that there is none', async () => {
    renderCreate('/create', { entities: [] });
    expect(await screen.findByText('There is no path yet')).toBeInTheDocument();
  });

  it('says that one may not create', async () => {
    renderCreate('/create', { denied: ['scaffolder.task.create'] });
    expect(
      await screen.findByText('You may look around, but not create'),
    ).toBeInTheDocument();
  });

  it('can be asked for again', async () => {
    const getEntities = jest
      .fn()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue({ items: [nodeService] });
    renderCreate('/create', { catalogApi: { getEntities } });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try now' }),
    );
    expect(await screen.findByRole('article')).toBeInTheDocument();
  });

  it('leads those who keep the paths to their tools', async () => {
    renderCreate('/create');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'For those who keep the paths',
      }),
    );
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(item => item.getAttribute('href'))).toEqual([
      '/create/edit',
      '/create/actions',
      '/create/templating-extensions',
    ]);
  });
});
