import { useCallback, useMemo } from 'react';
import { screen } from '@testing-library/react';
import { createApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { formDecoratorsApiRef } from '@backstage/plugin-scaffolder/alpha';
import { createScaffolderFormDecorator } from '@backstage/plugin-scaffolder-react/alpha';
import { useLoaded } from './useLoaded';
import { useFormDecorators, type Submission } from './useFormDecorators';

const tokenApiRef = createApiRef<{ token(): string }>().with({ id: 'token' });

const addToken = createScaffolderFormDecorator({
  id: 'add-token',
  schema: { input: { scope: z => z.string().default('read') } },
  deps: { tokens: tokenApiRef },
  async decorator({ input, setSecrets, setFormState }, { tokens }) {
    setSecrets(secrets => ({ ...secrets, token: tokens.token() }));
    setFormState(state => ({ ...state, scope: input.scope }));
  },
});

const submission: Submission = {
  values: { name: 'refunds' },
  secrets: { mine: 's' },
};

function Submit({ wanted }: { wanted: string[] }) {
  const manifest = useMemo(
    () => ({
      title: 'Path',
      steps: [],
      formDecorators: wanted.map(id => ({ id })),
    }),
    [wanted],
  );
  const complete = useFormDecorators(manifest);
  const loaded = useLoaded(useCallback(() => complete(submission), [complete]));
  if (loaded.state === 'error') return <p>{loaded.error.message}</p>;
  return <p>{loaded.state === 'ready' ? JSON.stringify(loaded.value) : '…'}</p>;
}

function render(wanted: string[]) {
  renderInTestApp(<Submit wanted={wanted} />, {
    apis: [
      [formDecoratorsApiRef, { getFormDecorators: async () => [addToken] }],
      [tokenApiRef, { token: () => 't0' }],
    ],
  });
}

it('lets a decorator add to what is sent, with its input read by its schema', async () => {
  render(['add-token']);
  expect(
    await screen.findByText(
      JSON.stringify({
        values: { name: 'refunds', scope: 'read' },
        secrets: { mine: 's', token: 't0' },
      }),
    ),
  ).toBeInTheDocument();
});

it('sends what was answered where the path wants nothing added', async () => {
  render([]);
  expect(
    await screen.findByText(JSON.stringify(submission)),
  ).toBeInTheDocument();
});

it('fails where a decorator is missing', async () => {
  render(['other']);
  expect(
    await screen.findByText(/needs the form decorator other/),
  ).toBeInTheDocument();
});
