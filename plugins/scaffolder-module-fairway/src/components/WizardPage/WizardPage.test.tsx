import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '../../model/refusal';
import { fakeCreateApi } from '../../__testUtils__/fakeCreateApi';
import { FakeScaffolder } from '../../__testUtils__/FakeScaffolder';
import {
  renderCreate,
  type RenderCreateOptions,
} from '../../__testUtils__/renderCreate';

const ADDRESS = '/create/templates/default/node-service';

const values = {
  name: 'refunds',
  owner: 'group:default/payments',
  description: 'Gives money back',
  tier: '2',
};

async function openForm(options?: RenderCreateOptions, address = ADDRESS) {
  const rendered = renderCreate(address, options);
  const name = await screen.findByLabelText('Name');
  return { ...rendered, name };
}

async function fillIn(name: string) {
  const field = screen.getByLabelText('Name');
  await userEvent.clear(field);
  await userEvent.type(field, name);
  await userEvent.type(
    screen.getByLabelText('What it does'),
    values.description,
  );
  await userEvent.click(await screen.findByRole('button', { name: /Owner/ }));
  await userEvent.click(
    await screen.findByRole('option', { name: 'payments' }),
  );
}

async function review() {
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
}

async function openReview(options?: RenderCreateOptions) {
  const rendered = await openForm(options);
  await fillIn('refunds');
  await review();
  await screen.findByText('What will be created');
  return rendered;
}

describe('the questions', () => {
  it('shows what will be created as it is described', async () => {
    await openForm();
    const panel = screen.getByRole('region', { name: 'Will be created' });
    expect(panel).toHaveTextContent('acme/‹name›, private');
    await fillIn('refunds');
    expect(panel).toHaveTextContent('acme/refunds, private');
    expect(panel).toHaveTextContent('component refunds, owner payments');
  });

  it('names each field that is missing, and goes to the first', async () => {
    const { createApi } = await openForm();
    await review();
    expect(
      await screen.findByText('To be corrected: Name, Owner, What it does.'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Name')).toHaveFocus();
    expect(screen.getByLabelText('What it does')).toBeInvalid();
    expect(createApi.check).not.toHaveBeenCalled();
  });

  it('does not go on with a name that was taken meanwhile', async () => {
    const createApi = fakeCreateApi();
    await openForm({ createApi });
    await fillIn('refunds');
    createApi.checkName.mockResolvedValue({
      name: 'refunds',
      organisation: 'acme',
      valid: true,
      problems: [],
      component: { free: true },
      repository: { free: false },
    });
    await review();
    expect(
      await screen.findByText('refunds is taken. Choose another name.'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Name')).toHaveFocus();
    expect(screen.queryByText('What will be created')).not.toBeInTheDocument();
  });

  it('goes on where the name could not be asked for: the server decides', async () => {
    const createApi = fakeCreateApi();
    createApi.checkName.mockRejectedValue(new Error('away'));
    await openReview({ createApi });
    expect(createApi.check).toHaveBeenCalledTimes(1);
  });

  it('keeps the answers over a reload', async () => {
    const { unmount } = await openForm();
    await fillIn('refunds');
    unmount();
    const { name } = await openForm();
    expect(name).toHaveValue('refunds');
    expect(screen.getByLabelText('What it does')).toHaveValue(
      values.description,
    );
  });

  it('takes answers from a link, but none that the path does not ask for', async () => {
    const formData = encodeURIComponent(
      JSON.stringify({ name: 'from-link', other: 'x' }),
    );
    const { name } = await openForm({}, `${ADDRESS}?formData=${formData}`);
    expect(name).toHaveValue('from-link');
    expect(
      JSON.parse(
        sessionStorage.getItem(
          'fairway.create.template:default/node-service',
        ) ?? '',
      ),
    ).toEqual({ name: 'from-link', tier: '2' });
  });

  it('leads from a review without answers to the questions', async () => {
    await openForm({}, `${ADDRESS}?step=review`);
    expect(screen.queryByText('What will be created')).not.toBeInTheDocument();
  });

  it('says that there is no such path', async () => {
    const scaffolder = new FakeScaffolder();
    renderCreate('/create/templates/default/none', { scaffolder });
    expect(
      await screen.findByText('The path is not there'),
    ).toBeInTheDocument();
  });
});

describe('the review', () => {
  it('reads the answers back and says that they were checked', async () => {
    const { createApi } = await openReview();
    expect(
      await screen.findByText(
        'Checked just now: the name is still free, and you may create for payments.',
      ),
    ).toBeInTheDocument();
    expect(createApi.check).toHaveBeenCalledWith(
      { templateRef: 'template:default/node-service', values },
      expect.anything(),
    );
    const panel = screen.getByRole('region', { name: 'Review' });
    expect(panel).toHaveTextContent('Node service 2.6.0');
    expect(panel).toHaveTextContent(values.description);
    expect(within(panel).getByLabelText('Command')).toHaveTextContent(
      "curl --fail-with-body -X POST 'http://portal.example/api/scaffolder/v2/tasks'",
    );
    expect(screen.getByText('src/')).toBeInTheDocument();
  });

  it('creates once, however often the button is pressed, and goes to the run', async () => {
    const { createApi, scaffolder } = await openReview();
    let answer = (_: { taskId: string }) => {};
    createApi.create.mockReturnValue(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    const button = screen.getByRole('button', { name: 'Create refunds' });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.dblClick(button);
    await userEvent.click(button);
    expect(createApi.create).toHaveBeenCalledTimes(1);
    expect(createApi.create).toHaveBeenCalledWith(
      { templateRef: 'template:default/node-service', values, secrets: {} },
      expect.stringMatching(/^[0-9a-f]{32}$/),
    );
    await act(async () => answer({ taskId: 'run-1' }));
    expect(
      await screen.findByRole('heading', { name: 'Create refunds' }),
    ).toBeInTheDocument();
    expect(scaffolder.getTask).toHaveBeenCalledWith('run-1');
    expect(
      sessionStorage.getItem('fairway.create.template:default/node-service'),
    ).toBeNull();
  });

  it('takes what the server refuses back to its field', async () => {
    const createApi = fakeCreateApi();
    createApi.check.mockRejectedValue(
      new Refusal({
        status: 403,
        field: 'owner',
        message: 'owner: you are not a member of payments',
      }),
    );
    await openReview({ createApi });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Nothing was created. Owner: you are not a member of payments',
    );
    expect(
      screen.getByRole('button', { name: 'Create refunds' }),
    ).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Correct “Owner”' }),
    );
    expect(
      await screen.findByText('You are not a member of payments.'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /Owner/ })).toHaveFocus(),
    );
  });

  it('lands a refusal of the creation itself at its field too', async () => {
    const { createApi } = await openReview();
    createApi.create.mockRejectedValue(
      new Refusal({
        status: 409,
        field: 'name',
        message: 'name: repository acme/refunds already exists',
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create refunds' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Correct “Name”' }),
    );
    expect(
      await screen.findByText('Repository acme/refunds already exists.'),
    ).toBeInTheDocument();
    const name = screen.getByLabelText('Name');
    expect(name).toHaveFocus();
    await userEvent.type(name, '-2');
    expect(
      screen.queryByText('Repository acme/refunds already exists.'),
    ).not.toBeInTheDocument();
  });

  it('sends the same request again where no answer came', async () => {
    const { createApi } = await openReview();
    createApi.create.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const button = screen.getByRole('button', { name: 'Create refunds' });
    await userEvent.click(button);
    expect(await screen.findByText('No answer came.')).toBeInTheDocument();
    await userEvent.click(button);
    await screen.findByRole('heading', { name: 'Create refunds' });
    const [[, first], [, second]] = createApi.create.mock.calls;
    expect(second).toBe(first);
  });

  it('lets one create where the check does not answer', async () => {
    const createApi = fakeCreateApi();
    createApi.check.mockRejectedValue(new Error('away'));
    await openReview({ createApi });
    expect(
      await screen.findByText('This could not be checked just now.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Create refunds' }),
    ).toBeEnabled();
  });
});

describe('the count of attempts', () => {
  const template = 'template:default/node-service';

  it('tells once that the form was opened, and which run came of it', async () => {
    const { attemptsApi } = await openReview();
    const [{ attemptId }] = attemptsApi.record.mock.calls[0];
    expect(attemptsApi.record.mock.calls).toEqual([[{ attemptId, template }]]);

    await userEvent.click(
      screen.getByRole('button', { name: 'Create refunds' }),
    );
    await screen.findByRole('heading', { name: 'Create refunds' });
    expect(attemptsApi.record.mock.calls.slice(1)).toEqual([
      [{ attemptId, template, taskId: 'run-1' }],
    ]);
  });

  it('takes each opening for one of its own', async () => {
    const first = await openForm();
    first.unmount();
    const second = await openForm();

    const idOf = ({ attemptsApi }: typeof first) =>
      attemptsApi.record.mock.calls[0][0].attemptId;
    expect(idOf(second)).not.toBe(idOf(first));
  });

  it('tells of no run where none was started', async () => {
    const { createApi, attemptsApi } = await openReview();
    createApi.create.mockRejectedValue(
      new Refusal({ status: 409, field: 'name', message: 'name: taken' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Create refunds' }),
    );
    await screen.findByRole('button', { name: 'Correct “Name”' });
    expect(attemptsApi.record).toHaveBeenCalledTimes(1);
  });
});

describe('a path of several pages', () => {
  function severalPages() {
    const scaffolder = new FakeScaffolder();
    scaffolder.manifest = {
      title: 'Several',
      steps: [
        {
          title: 'First',
          schema: {
            required: ['size'],
            properties: {
              size: {
                type: 'string',
                title: 'Size',
                enum: ['s', 'l'],
                enumNames: ['Small', 'Large'],
              },
              count: { type: 'integer', title: 'Count', maximum: 20 },
              open: { type: 'boolean', title: 'Open to all' },
              notes: {
                type: 'string',
                title: 'Notes',
                'ui:widget': 'textarea',
              },
            },
          },
        },
        {
          title: 'Second',
          schema: {
            required: ['token'],
            properties: {
              token: { type: 'string', title: 'Token', 'ui:field': 'Secret' },
            },
          },
        },
      ],
    };
    return scaffolder;
  }

  it('goes through them, and hands secrets over apart', async () => {
    const { createApi } = renderCreate(ADDRESS, { scaffolder: severalPages() });
    await userEvent.click(await screen.findByRole('button', { name: /Size/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Large' }));
    await userEvent.type(screen.getByLabelText(/Count/), '5');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Open to all' }),
    );
    await userEvent.type(screen.getByLabelText(/Notes/), 'None yet');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.type(await screen.findByLabelText('Token'), 'hunter2');
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('hunter2');
    await review();
    const create = await screen.findByRole('button', { name: /^Create/ });
    expect(screen.queryByText('hunter2')).not.toBeInTheDocument();
    await waitFor(() => expect(create).toBeEnabled());
    await userEvent.click(create);
    expect(createApi.create).toHaveBeenCalledWith(
      expect.objectContaining({
        values: {
          size: 'l',
          count: 5,
          open: true,
          notes: 'None yet',
          token: '********',
        },
        secrets: { token: 'hunter2' },
      }),
      expect.any(String),
    );
  });

  it('does not create without a decorator that the path counts on', async () => {
    const scaffolder = severalPages();
    scaffolder.manifest = {
      ...scaffolder.manifest,
      steps: [{ title: 'None', schema: { properties: {} } }],
      formDecorators: [{ id: 'add-token' }],
    };
    const { createApi } = renderCreate(ADDRESS, { scaffolder });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );
    expect(
      await screen.findByText('It is checked when it is created.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Create/ }));
    expect(
      await screen.findByText(/needs the form decorator add-token/),
    ).toBeInTheDocument();
    expect(createApi.create).not.toHaveBeenCalled();
  });

  it('goes back without losing an answer', async () => {
    renderCreate(ADDRESS, { scaffolder: severalPages() });
    await userEvent.click(await screen.findByRole('button', { name: /Size/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Small' }));
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByLabelText('Token');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(
      await screen.findByRole('button', { name: /Size/ }),
    ).toHaveTextContent('Small');
  });
});
