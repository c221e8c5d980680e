import type { ReactElement } from 'react';
import { Page } from '@fairway/look';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Route, Routes } from '../../router';
import { rootRouteRef } from '../../routes';
import { PathsPage } from '../PathsPage';
import { RunPage, type OutputsRegistration } from '../RunPage';
import { RunsPage } from '../RunsPage';
import { WizardPage } from '../WizardPage';

/** A sub-page of /create, by whichever plugin. */
export interface CreatePart {
  path: string;
  title: string;
  element: ReactElement;
}

/** Ours have headers of their own; what others bring is given one. */
const OWN_PARTS = new Set(['templates', 'tasks']);

function OtherPart({ part }: { part: CreatePart }) {
  const rootRoute = useRouteRef(rootRouteRef);
  return (
    <Page
      title={part.title}
      crumbs={[{ label: 'Create Service', href: rootRoute?.() ?? '/create' }]}
    >
      {part.element}
    </Page>
  );
}

/** Everything below /create. */
export function CreateRouter({ parts }: { parts: CreatePart[] }) {
  return (
    <Routes>
      <Route index element={<PathsPage />} />
      {parts.map(part => (
        <Route
          key={part.path}
          path={`${part.path}/*`}
          element={
            OWN_PARTS.has(part.path) ? part.element : <OtherPart part={part} />
          }
        />
      ))}
    </Routes>
  );
}

/** Everything below /create/templates. */
export function PathsRouter() {
  return (
    <Routes>
      <Route index element={<PathsPage />} />
      <Route path=":namespace/:templateName" element={<WizardPage />} />
    </Routes>
  );
}

/** Everything below /create/tasks. */
export function RunsRouter({ outputs }: { outputs: OutputsRegistration[] }) {
  return (
    <Routes>
      <Route index element={<RunsPage />} />
      <Route path=":taskId" element={<RunPage outputs={outputs} />} />
    </Routes>
  );
}
