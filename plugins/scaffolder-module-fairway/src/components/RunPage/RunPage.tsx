import type { ComponentType } from 'react';
import { ButtonLink } from '@backstage/ui';
import { InlineNote, Page, Panel, SkeletonLine } from '@fairway/look';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-common';
import { useRun } from '../../hooks/useRun';
import { useParams } from '../../router';
import { runsRouteRef } from '../../routes';
import { LoadFailure } from '../LoadFailure';
import { RunView } from './RunView';
import styles from './RunPage.module.css';

/** A template's own result page, brought by another plugin. */
export interface OutputsRegistration {
  component: ComponentType<{ output?: ScaffolderTaskOutput }>;
  templateRefs: string[];
}

export interface RunPageProps {
  outputs: OutputsRegistration[];
}

function LoadedRun({ taskId, outputs }: RunPageProps & { taskId: string }) {
  const view = useRun(taskId);
  const runsRoute = useRouteRef(runsRouteRef);
  const runsHref = runsRoute?.() ?? '/create/tasks';
  const crumbs = [{ label: 'Runs', href: runsHref }];
  if (view.state === 'ready') {
    const templateRef = view.run.spec.templateInfo?.entityRef ?? '';
    const registered = outputs.find(({ templateRefs }) =>
      templateRefs.includes(templateRef),
    );
    return <RunView view={view} Outputs={registered?.component} />;
  }
  if (view.state === 'error') {
    return (
      <Page title="Run" crumbs={crumbs}>
        <Panel title="Run">
          <LoadFailure
            what="The run"
            error={view.error}
            meanwhile="The run itself goes on, whether it is looked at or not."
            whoMay="Runs are open to who started them and to the platform team."
            reload={view.reload}
            action={
              <ButtonLink variant="secondary" size="small" href={runsHref}>
                All runs
              </ButtonLink>
            }
          />
        </Panel>
      </Page>
    );
  }
  return (
    <Page title="Run" crumbs={crumbs}>
      {view.connection.state === 'lost' ? (
        <InlineNote
          tone="warning"
          sign="unknown"
          title="The portal does not answer."
        >
          Trying again. The run itself goes on, whether it is looked at or not.
        </InlineNote>
      ) : (
        <Panel title="Steps">
          <div className={styles.skeleton} aria-busy="true">
            <SkeletonLine width={160} />
            <SkeletonLine width={200} />
            <SkeletonLine width={180} />
          </div>
        </Panel>
      )}
    </Page>
  );
}

/** The run that the address names. */
export function RunPage({ outputs }: RunPageProps) {
  const { taskId = '' } = useParams();
  // Another run is another page: nothing of the one before stays.
  return <LoadedRun key={taskId} taskId={taskId} outputs={outputs} />;
}
