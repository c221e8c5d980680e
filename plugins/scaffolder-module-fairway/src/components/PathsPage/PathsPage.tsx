import { ButtonLink } from '@backstage/ui';
import { EmptyState, Page, Panel, SkeletonLine, Steps } from '@fairway/look';
import { RiGitPullRequestLine } from '@remixicon/react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMayCreate } from '../../hooks/useCreatePermissions';
import { usePaths } from '../../hooks/usePath';
import { importRouteRef } from '../../routes';
import { LoadFailure } from '../LoadFailure';
import { PathCard } from './PathCard';
import { PlatformMenu } from './PlatformMenu';
import styles from './PathsPage.module.css';

function Waiting() {
  return (
    <Panel title="Paths">
      <div className={styles.skeleton} aria-busy="true">
        <SkeletonLine width="30%" />
        <SkeletonLine width="70%" />
        <SkeletonLine width="50%" />
      </div>
    </Panel>
  );
}

function Paths() {
  const paths = usePaths();
  const mayCreate = useMayCreate();
  if (paths.state === 'error') {
    return (
      <Panel title="Paths">
        <LoadFailure
          what="The list of paths"
          error={paths.error}
          meanwhile="Nothing is known about the paths themselves; runs under way go on."
          whoMay="Ask the platform team."
          reload={paths.reload}
          reloading={paths.reloading}
        />
      </Panel>
    );
  }
  if (paths.state === 'loading' || mayCreate.loading) return <Waiting />;
  if (!mayCreate.allowed) {
    return (
      <Panel title="Paths">
        <EmptyState
          variant="noPermission"
          title="You may look around, but not create"
        >
          Creating is open to members of a team. Ask the platform team.
        </EmptyState>
      </Panel>
    );
  }
  if (paths.value.length === 0) {
    return (
      <Panel title="Paths">
        <EmptyState variant="noData" title="There is no path yet">
          Paths are templates in the catalog. The platform team adds them; none
          is open to you so far.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <ul className={styles.paths} aria-label="Paths">
      {paths.value.map(path => (
        <li key={path.ref}>
          <PathCard path={path} only={paths.value.length === 1} />
        </li>
      ))}
    </ul>
  );
}

function ImportPanel() {
  const importRoute = useRouteRef(importRouteRef);
  return (
    <Panel title="It exists already?">
      <p className={styles.text}>
        A repository that is there stays as it is. Importing it adds it to the
        catalog, with its owner, docs and health.
      </p>
      <ButtonLink
        variant="secondary"
        size="small"
        iconStart={<RiGitPullRequestLine />}
        href={importRoute?.() ?? '/catalog-import'}
      >
        Import a repository
      </ButtonLink>
    </Panel>
  );
}

/** The golden paths to choose from and, beside them, the way in for what exists already. */
export function PathsPage() {
  return (
    <Page
      title="Create Service"
      narrow
      actions={
        <>
          <Steps steps={['Path', 'Describe', 'Review']} current={0} />
          <PlatformMenu />
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          <h2 className={styles.heading}>Choose a path</h2>
          <Paths />
        </div>
        <ImportPanel />
      </div>
    </Page>
  );
}
