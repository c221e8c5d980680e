import { Box, ButtonLink } from '@backstage/ui';
import { formatMoment, InlineNote, Page } from '@fairway/look';
import type {
  ComponentSort,
  ComponentsAnswer,
} from '@fairway/plugin-catalog-insights-common';
import type { LoadedResult } from '@fairway/plugin-catalog-insights-react';
import { RiGitPullRequestLine } from '@remixicon/react';
import { hasHealth } from '../../health/hasHealth';
import {
  cleared,
  countFilters,
  nameKind,
  type CatalogView,
} from '../../model/catalogView';
import { nameTotal } from '../../model/total';
import { CatalogEmpty } from './CatalogEmpty';
import { CatalogFailure } from './CatalogFailure';
import { CatalogFilters, type ChangeView } from './CatalogFilters';
import { CatalogFoot } from './CatalogFoot';
import { CatalogTable } from './CatalogTable';
import { ColumnMenu } from './ColumnMenu';
import { CsvButton } from './CsvButton';
import { describeFigures } from './describeFigures';
import { FigureFilters } from './FigureFilters';
import { HealthBar } from './HealthBar';
import { MisreadNote } from './MisreadNote';
import { SortMenu } from './SortMenu';
import { useCatalogRows } from './useCatalogRows';
import { useCatalogView } from './useCatalogView';
import { useHealthCounts, useTotal, type Total } from './useCounts';
import { useListQuery } from './useListQuery';
import { useNarrow } from './useNarrow';
import styles from './CatalogPage.module.css';

interface RowsProps {
  view: CatalogView;
  rows: LoadedResult<ComponentsAnswer>;
  total: Total;
  onChange: ChangeView;
}

function Rows({ view, rows: { state, reload }, total, onChange }: RowsProps) {
  if (state.status === 'failed') {
    return (
      <div className={styles.state}>
        <CatalogFailure
          error={state.error}
          retrying={state.retrying}
          onRetry={() => {
            // A page that the catalog no longer knows would fail again.
            if (view.cursor) onChange({ cursor: undefined });
            else reload();
          }}
        />
      </div>
    );
  }
  const loaded = state.status === 'loaded' ? state : undefined;
  const page = loaded?.value;
  return (
    <>
      {loaded?.outdated ? (
        <div className={styles.outdated}>
          <InlineNote
            tone="warning"
            sign="unknown"
            title="The list can’t be reached."
          >
            Shown as it was {formatMoment(loaded.at)}; asked for again every few
            seconds.
          </InlineNote>
        </div>
      ) : null}
      <CatalogTable
        view={view}
        rows={page?.items}
        stale={loaded?.reloading}
        onSort={(sort: ComponentSort, order) => onChange({ sort, order })}
      />
      {page && page.items.length === 0 ? (
        <div className={styles.state}>
          <CatalogEmpty view={view} onClear={() => onChange(cleared)} />
        </div>
      ) : null}
      {page ? (
        <CatalogFoot
          view={view}
          page={page}
          total={total}
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
  const { view, misread, change } = useCatalogView(kind);
  const question = useListQuery(view);
  const rows = useCatalogRows(question);
  const narrow = useNarrow();
  const withHealth = hasHealth(view.kind);
  const health = useHealthCounts(
    question,
    withHealth && rows.state.status === 'loaded',
  );
  const total = useTotal({
    question,
    rows: rows.state,
    health: withHealth ? health : undefined,
  });
  const names = nameKind(view.kind);
  const page = rows.state.status === 'loaded' ? rows.state.value : undefined;
  const summary = total.total
    ? nameTotal(total.total, names)
    : `Loading ${names.many}…`;

  return (
    <Page
      title={title}
      // What clears the filters, or tries again, goes away with what it did.
      part={[
        rows.state.status,
        page?.items.length === 0,
        countFilters(view) > 0,
      ].join()}
      summary={
        <span role="status">
          {rows.state.status === 'failed' ? '' : summary}
        </span>
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
      <div role="search" aria-label="Catalog filters">
        <CatalogFilters
          view={view}
          filters={question.filters}
          kindFixed={only}
          onChange={change}
        >
          {narrow ? (
            <SortMenu view={view} onChange={change} />
          ) : (
            <ColumnMenu view={view} onChange={change} />
          )}
          <CsvButton query={question.query} />
        </CatalogFilters>
        {withHealth ? (
          <HealthBar
            view={view}
            counts={health.counts}
            note={describeFigures(page?.items ?? [])}
            onChange={change}
          >
            {narrow ? null : <FigureFilters view={view} onChange={change} />}
          </HealthBar>
        ) : null}
      </div>
      <MisreadNote misread={misread} />
      <Box
        as="section"
        bg="neutral"
        className={styles.card}
        aria-label={names.many}
      >
        <Rows view={view} rows={rows} total={total} onChange={change} />
      </Box>
    </Page>
  );
}
