import type { CompoundEntityRef, Entity } from '@backstage/catalog-model';
import { ButtonLink, Skeleton } from '@backstage/ui';
import {
  Column,
  Columns,
  EmptyState,
  Page,
  Panel,
  SkeletonLine,
} from '@fairway/look';
import type { Loaded } from '../../hooks';
import { describeFailure } from '@fairway/plugin-catalog-insights-react';

interface EntityUnavailableProps {
  entityRef: CompoundEntityRef;
  state: Loaded<Entity | undefined>;
  onRetry: () => void;
}

const crumbs = [{ label: 'Catalog', href: '/catalog' }];

/** The page before its entity is there, and when it never will be. */
export function EntityUnavailable(props: EntityUnavailableProps) {
  const { entityRef, state, onRetry } = props;
  const { kind, name } = entityRef;
  if (state.status === 'failed') {
    return (
      <Page title={name} crumbs={crumbs}>
        <EmptyState
          variant="error"
          headingLevel={2}
          title={`${name} could not be loaded`}
          {...describeFailure(state.error)}
          details={`${state.error.name}: ${state.error.message}`}
          retrying={state.retrying}
          onRetry={onRetry}
        >
          Nothing is known about the {kind} itself: this is no sign that it is
          down. {state.error.message}
        </EmptyState>
      </Page>
    );
  }
  if (state.status === 'loaded' && !state.reloading && !state.value) {
    return (
      <Page title={name} crumbs={crumbs}>
        <EmptyState
          variant="noData"
          headingLevel={2}
          title={`The catalog has no ${kind} of this name`}
          action={
            <>
              <ButtonLink variant="secondary" size="small" href="/catalog">
                Open the catalog
              </ButtonLink>
              <ButtonLink
                variant="secondary"
                size="small"
                href="/catalog-import"
              >
                Import a repository
              </ButtonLink>
            </>
          }
        >
          It was removed, was never registered, or you may not see it. What was
          created a moment ago can take a few seconds to appear.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={name}
      crumbs={crumbs}
      facts={[
        { label: 'Owner', value: <Skeleton width={72} height={12} /> },
        { label: 'Lifecycle', value: <Skeleton width={72} height={12} /> },
      ]}
    >
      <div role="status" aria-label={`Loading ${name}`}>
        <Columns layout="2-1">
          <Column>
            <Panel title="Overview">
              <SkeletonLine width="70%" />
            </Panel>
          </Column>
          <Column>
            <Panel title="Ownership">
              <SkeletonLine width="50%" />
            </Panel>
          </Column>
        </Columns>
      </div>
    </Page>
  );
}
