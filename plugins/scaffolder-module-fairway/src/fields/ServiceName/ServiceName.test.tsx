import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { NameAnswer } from '../../api';
import { fakeCreateApi } from '../../__testUtils__/fakeCreateApi';
import { renderField } from '../../__testUtils__/renderField';
import { ServiceName } from './ServiceName';
import { validateServiceName } from './validateServiceName';

const free: NameAnswer = {
  name: 'refunds',
  organisation: 'acme',
  valid: true,
  problems: [],
  component: { free: true },
  repository: { free: true },
};

function answering(answer: Partial<NameAnswer>) {
  const createApi = fakeCreateApi();
  createApi.checkName.mockImplementation(async name => ({
    ...free,
    name,
    ...answer,
  }));
  return createApi;
}

async function type(name: string) {
  const field = await screen.findByLabelText('Name');
  fireEvent.change(field, { target: { value: name } });
  return field;
}

async function clauses() {
  const items = within(await screen.findByRole('list')).getAllByRole(
    'listitem',
  );
  return items.map(
    item =>
      `${within(item).getByRole('img').getAttribute('aria-label')} ${item.textContent}`,
  );
}

it('is free', async () => {
  const { createApi } = renderField(ServiceName);
  const field = await type('refunds');
  expect(await screen.findByText('checking…')).toBeInTheDocument();
  expect(await screen.findByText('refunds is free.')).toBeInTheDocument();
  expect(field).toBeValid();
  expect(await clauses()).toEqual([
    'yes: 3 to 40 characters',
    'yes: lowercase letters, digits, single hyphens',
    'yes: no component of this name',
    'yes: repository is free',
  ]);
  expect(createApi.checkName).toHaveBeenCalledTimes(1);
});

it('breaks the rule, and offers a name that keeps it', async () => {
  const { changes, createApi } = renderField(ServiceName);
  const field = await type('Payments_Hooks');
  expect(field).toBeInvalid();
  expect(
    screen.getByText(/Only lowercase letters, digits and hyphens\./),
  ).toBeInTheDocument();
  expect((await clauses())[1]).toBe(
    'no: lowercase letters, digits, single hyphens',
  );
  expect(createApi.checkName).not.toHaveBeenCalled();
  await userEvent.click(
    screen.getByRole('button', { name: 'Use payments-hooks' }),
  );
  expect(changes.at(-1)).toBe('payments-hooks');
  await waitFor(() =>
    expect(createApi.checkName).toHaveBeenCalledWith(
      'payments-hooks',
      expect.anything(),
    ),
  );
});

it('is taken by a component, which can be opened', async () => {
  renderField(ServiceName, {
    createApi: answering({
      component: {
        free: false,
        entityRef: 'component:default/refunds',
        owner: 'group:default/payments',
      },
      repository: { free: false },
    }),
  });
  const field = await type('refunds');
  expect(await screen.findByText('refunds is taken.')).toBeInTheDocument();
  expect(screen.getByText(/Component of team payments\./)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: /Open it/ })).toHaveAttribute(
    'href',
    '/catalog/default/component/refunds',
  );
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription(/refunds is taken/);
});

it('is taken by a repository alone', async () => {
  renderField(ServiceName, {
    createApi: answering({
      repository: { free: false, url: 'http://forge/acme/refunds' },
    }),
  });
  await type('refunds');
  expect(
    await screen.findByText(/Repository acme\/refunds exists\./),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: /Open it/ })).toHaveAttribute(
    'href',
    'http://forge/acme/refunds',
  );
});

it('is just being created by somebody else', async () => {
  renderField(ServiceName, {
    createApi: answering({
      valid: false,
      problems: [
        {
          rule: 'reserved',
          message: 'just being created by user:default/milo',
        },
      ],
    }),
  });
  await type('refunds');
  expect(
    await screen.findByText('Just being created by user:default/milo.'),
  ).toBeInTheDocument();
  expect(screen.getByText('taken')).toBeInTheDocument();
});

it('can be asked for again where the check did not answer', async () => {
  const createApi = fakeCreateApi();
  createApi.checkName.mockRejectedValueOnce(new Error('away'));
  renderField(ServiceName, { createApi });
  const field = await type('refunds');
  expect(await screen.findByText('not checked')).toBeInTheDocument();
  expect(field).toBeValid();
  await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
  expect(await screen.findByText('refunds is free.')).toBeInTheDocument();
});

it('drops an answer for a name that has changed since', async () => {
  const createApi = fakeCreateApi();
  const answers = new Map<string, (answer: NameAnswer) => void>();
  createApi.checkName.mockImplementation(
    name => new Promise(resolve => answers.set(name, resolve)),
  );
  renderField(ServiceName, { createApi });
  await type('refunds');
  await waitFor(() => expect(answers.has('refunds')).toBe(true));
  await type('refunds-2');
  await waitFor(() => expect(answers.has('refunds-2')).toBe(true));
  expect(createApi.checkName.mock.calls[0][1]?.aborted).toBe(true);
  await act(async () =>
    answers.get('refunds-2')?.({ ...free, name: 'refunds-2' }),
  );
  await act(async () =>
    answers.get('refunds')?.({ ...free, repository: { free: false } }),
  );
  expect(await screen.findByText('refunds-2 is free.')).toBeInTheDocument();
  expect(screen.queryByText(/is taken/)).not.toBeInTheDocument();
});

it('is not called wrong while one has only begun to type', async () => {
  renderField(ServiceName);
  const field = await screen.findByLabelText('Name');
  await userEvent.type(field, 're');
  expect(field).toBeValid();
  expect((await clauses())[0]).toBe('not yet: 3 to 40 characters');
  await userEvent.tab();
  expect(field).toBeInvalid();
  expect(screen.getByText(/3 to 40 characters\./)).toBeInTheDocument();
});

it('says what the server has against it, whatever the check said', async () => {
  renderField(ServiceName, {
    value: 'refunds',
    errors: ['Repository acme/refunds already exists.'],
  });
  expect(await screen.findByText('refused')).toBeInTheDocument();
  expect(
    screen.getByText('Repository acme/refunds already exists.'),
  ).toBeInTheDocument();
});

describe('validateServiceName', () => {
  async function errorsFor(name: string, createApi = answering({})) {
    const errors: string[] = [];
    await validateServiceName(
      name,
      { addError: (message: string) => errors.push(message) } as any,
      { apiHolder: { get: () => createApi } as any },
    );
    return errors;
  }

  it.each([
    ['a free name', 'refunds', answering({}), []],
    [
      'a taken one',
      'refunds',
      answering({ component: { free: false } }),
      ['refunds is taken. Choose another name.'],
    ],
    [
      'one that breaks the rule',
      'a--b',
      answering({}),
      ['Not valid: no two hyphens in a row.'],
    ],
    [
      'one that the server finds wrong',
      'refunds',
      answering({ valid: false, problems: [{ rule: 'x', message: 'is odd' }] }),
      ['Is odd.'],
    ],
  ])('%s', async (_, name, createApi, expected) => {
    expect(await errorsFor(name, createApi)).toEqual(expected);
  });

  it('lets pass what could not be asked', async () => {
    const createApi = fakeCreateApi();
    createApi.checkName.mockRejectedValue(new Error('away'));
    expect(await errorsFor('refunds', createApi)).toEqual([]);
  });
});
