import type { QueryEntitiesResponse } from '@backstage/catalog-client';
import { Box, ButtonLink } from '@backstage/ui';
import { EmptyState, formatCount, Page } from '@fairway/look';
import { RiGitPullRequestLine } from '@remixicon/react';
import type { Loaded } from '../../hooks';
import { cleared, nameKind, type CatalogView } from '../../model/catalogView';
import { describeFailure } from '../../model/describeFailure';
import { CatalogEmpty } from './CatalogEmpty';
import { CatalogFilters } from './CatalogFilters';
import { CatalogFoot } from './CatalogFoot';
import { CatalogTable } from './CatalogTable';
import { useCatalogRows } from './useCatalogRows';
import { useCatalogView } from './useCatalogView';
import { useFacets } from './useFacets';
import styles from './CatalogPage.module.css';

interface RowsProps {
  view: CatalogView;
  state: Loaded<QueryEntitiesResponse>;
  onChange: (change: Partial<CatalogView>) => void;
  onRetry: () => void;
}

function Rows({ view, state, onChange, onRetry }: RowsProps) {
  if (state.status === 'failed') {
    return (
      <div className={styles.state}>
        <EmptyState
          variant="error"
          headingLevel={2}
          title="The catalog could not be loaded"
          {...describeFailure(state.error)}
          retrying={state.retrying}
          details={`${state.error.name}: ${state.error.message}`}
          onRetry={() => {
            // A page that the catalog no longer knows would fail again.
            if (view.cursor) onChange({ cursor: undefined });
            else onRetry();
          }}
        >
          Nothing is known about the services themselves: this is no sign that
          one is gone. {state.error.message}
        </EmptyState>
      </div>
    );
  }
  const page = state.status === 'loaded' ? state.value : undefined;
  const stale = state.status === 'loaded' && state.reloading;
  return (
    <>
      <CatalogTable
        view={view}
        entities={page?.items}
        stale={stale}
        onOrder={order => onChange({ order })}
      />
      {page && page.items.length === 0 ? (
        <div className={styles.state}>
          <CatalogEmpty view={view} onClear={() => onChange(cleared)} />
        </div>
      ) : null}
      {page ? (
        <CatalogFoot
          page={page}
          further={Boolean(view.cursor)}
          onPage={cursor => onChange({ cursor })}
        />
      ) : null}
    </>
  );
}

interface CatalogPageProps {
  title: string;
  /** The kind that is shown where the address names none. */
  kind: string;
  /** No other kind is offered. */
  only?: boolean;
}

/** Everything that is known of a kind, one line each. */
export function CatalogPage({ title, kind, only }: CatalogPageProps) {
  const { view, change } = useCatalogView(kind);
  const { state, reload } = useCatalogRows(view);
  const facets = useFacets(view.kind);
  const { one, many } = nameKind(view.kind);
  const summary =
    state.status === 'loaded'
      ? formatCount(state.value.totalItems, one, many)
      : `Loading ${many}…`;

  return (
    <Page
      title={title}
      summary={
        <span role="status">{state.status === 'failed' ? '' : summary}</span>
      }
      actions={
        <ButtonLink
          variant="secondary"
          size="small"
          href="/catalog-import"
          className={styles.import}
          iconStart={<RiGitPullRequestLine />}
        >
          Import a repository
        </ButtonLink>
      }
    >
      <CatalogFilters
        view={view}
        facets={facets}
        kindFixed={only}
        onChange={change}
      />
      <Box as="section" bg="neutral" className={styles.card} aria-label={many}>
        <Rows view={view} state={state} onChange={change} onRetry={reload} />
      </Box>
    </Page>
  );
}
