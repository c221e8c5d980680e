import { useApi } from '@backstage/frontend-plugin-api';
import { formatElapsed, formatMoment, Page, useNow } from '@fairway/look';
import type { Answered } from '@fairway/plugin-adoption-common';
import { useMinute } from '@fairway/plugin-metrics-react';
import { adoptionApiRef, type DashboardAnswers } from '../../api';
import { useAdoptionView } from '../../hooks/useAdoptionView';
import { dashboardQuery, useDashboard } from '../../hooks/useDashboard';
import { AdoptionBar } from '../AdoptionBar';
import { CsvMenu } from '../CsvButton';
import { RowsDrawer } from '../RowsDrawer';
import { Dashboard } from './Dashboard';
import styles from './AdoptionPage.module.css';

const CLOCK_MILLISECONDS = 5_000;

const files: { part: keyof DashboardAnswers; title: string }[] = [
  { part: 'creations', title: 'Creations: funnel, failures, times, runs' },
  { part: 'services', title: 'Services on a path, versions' },
  { part: 'delivery', title: 'Delivery on and off a path' },
];

function FreshnessNote({ completeTo, gaps }: Answered['freshness']) {
  const now = useNow({ every: CLOCK_MILLISECONDS });
  const moment = formatMoment(completeTo, now).replace('today ', '');
  const age = formatElapsed(now.getTime() - Date.parse(completeTo));
  return (
    <span className={styles.fresh}>
      {gaps.length ? 'Incomplete, as of' : 'Complete to'} {moment}, {age} ago
    </span>
  );
}

/** Whether the paved road is used, where it breaks, and whether it helps: for everybody as totals, for who owns it in rows. */
export function AdoptionPage() {
  const api = useApi(adoptionApiRef);
  const adoption = useAdoptionView();
  const { view } = adoption;
  const now = useMinute();
  const parts = {
    creations: useDashboard('creations', view, now),
    services: useDashboard('services', view, now),
    delivery: useDashboard('delivery', view, now),
  };
  const answered = Object.values(parts).flatMap(({ answer }) =>
    answer.status === 'answered' ? [answer.value] : [],
  );
  const newest = answered.at(0);
  return (
    <Page
      title="Adoption"
      summary="Is the paved road used, and where does it break?"
      actions={
        <>
          {newest ? <FreshnessNote {...newest.freshness} /> : null}
          <CsvMenu
            files={files.map(({ part, title }) => ({
              title,
              name: `adoption-${part}.csv`,
              load: () => api.dashboardCsv(part, dashboardQuery(view, now)),
            }))}
          />
        </>
      }
    >
      <AdoptionBar adoption={adoption} answer={newest} />
      <Dashboard parts={parts} adoption={adoption} now={now} />
      <RowsDrawer adoption={adoption} now={now} />
    </Page>
  );
}
