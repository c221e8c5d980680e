import type { ReactNode } from 'react';
import {
  getCompoundEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { AsyncEntityProvider } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { EmptyState, Page, PageTabs } from '@fairway/look';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import {
  EntityHealthProvider,
  hasHealth,
  HealthStatusLine,
} from '../../health';
import { useParams, useRoutes } from '../../routing';
import { arrangeTabs } from './arrangeTabs';
import { EntityActions } from './EntityActions';
import { EntityInspector } from './EntityInspector';
import type { EntityContent, EntityMenuItem } from './entityPageTypes';
import { EntityUnavailable } from './EntityUnavailable';
import { useEntityFromAddress } from './useEntityFromAddress';
import { useHeader } from './useHeader';

interface EntityPageProps {
  contents: EntityContent[];
  menuItems: EntityMenuItem[];
}

/** Path of a tab without the slashes and stars that routes may carry. */
function trim(path: string): string {
  return path.replace(/\/?\*$/, '').replace(/^\/|\/$/g, '');
}

function LoadedEntity(props: EntityPageProps & { entity: Entity }) {
  const { entity, contents, menuItems } = props;
  const { title, ...header } = useHeader(entity);
  const page = entityPath(getCompoundEntityRef(entity));
  const tabs = arrangeTabs(contents, entity).map(content => ({
    ...content,
    id: trim(content.path),
    label: content.title,
    href: [page, trim(content.path)].filter(Boolean).join('/'),
  }));
  const { '*': below = '' } = useParams();
  const current = tabs.find(({ id }) =>
    id ? below === id || below.startsWith(`${id}/`) : below === '',
  );
  const element = useRoutes(
    tabs.map(({ id, element: tab }) => ({
      path: id ? `${id}/*` : '',
      element: tab,
    })),
  );
  return (
    <Page
      {...header}
      title={title}
      status={<HealthStatusLine />}
      documentTitle={
        current?.id ? `${current.label} of ${title}` : String(title)
      }
      actions={<EntityActions entity={entity} menuItems={menuItems} />}
      tabs={
        tabs.length > 1 ? (
          <PageTabs label={entity.kind} tabs={tabs} current={current?.id} />
        ) : undefined
      }
    >
      {element ?? (
        <EmptyState
          variant="noData"
          headingLevel={2}
          title="There is no such tab here"
          action={
            <ButtonLink variant="secondary" size="small" href={page}>
              Open the overview
            </ButtonLink>
          }
        >
          A tab is there when there is something to show in it.
        </EmptyState>
      )}
      <EntityInspector entity={entity} />
    </Page>
  );
}

function WithHealth(props: { entity: Entity; children: ReactNode }) {
  const { entity, children } = props;
  const entityRef = stringifyEntityRef(entity);
  return hasHealth(entity.kind) ? (
    <EntityHealthProvider key={entityRef} entityRef={entityRef}>
      {children}
    </EntityHealthProvider>
  ) : (
    <>{children}</>
  );
}

/** The page of one entity: who and what it is, and its tabs. */
export function EntityPage(props: EntityPageProps) {
  const { entityRef, state, reload } = useEntityFromAddress();
  const found = state.status === 'loaded' ? state.value : undefined;
  // While another entity is on its way, the one before must not stand under the new address.
  const entity =
    found && entityPath(getCompoundEntityRef(found)) === entityPath(entityRef)
      ? found
      : undefined;
  return (
    <AsyncEntityProvider
      entity={entity}
      loading={!entity && state.status !== 'failed'}
      error={state.status === 'failed' ? state.error : undefined}
      refresh={reload}
    >
      {entity ? (
        <WithHealth entity={entity}>
          <LoadedEntity {...props} entity={entity} />
        </WithHealth>
      ) : (
        <EntityUnavailable
          entityRef={entityRef}
          state={state}
          onRetry={reload}
        />
      )}
    </AsyncEntityProvider>
  );
}
