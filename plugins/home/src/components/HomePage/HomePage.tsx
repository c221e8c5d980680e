import { useMemo } from 'react';
import {
  Column,
  Columns,
  formatElapsed,
  formatCount,
  formatMoment,
  Page,
  useNow,
} from '@fairway/look';
import { useCreations } from '../../hooks/useCreations';
import { useEvidence } from '../../hooks/useEvidence';
import { useReleasesOf } from '../../hooks/useReleasesOf';
import { useRecords, useServices } from '../../hooks/useServices';
import { useTeams, type Teams } from '../../hooks/useTeams';
import { useTroubles } from '../../hooks/useTroubles';
import { useUnowned } from '../../hooks/useUnowned';
import { listChanges } from '../../model/changes';
import { Attention } from '../Attention';
import { Creations } from '../Creations';
import { Documentation, type DocumentationPage } from '../Documentation';
import { MyServices } from '../MyServices';
import { WhatChanged } from '../WhatChanged';
import styles from './HomePage.module.css';

const DAY = 24 * 60 * 60 * 1_000;

interface HomePageProps {
  /** What is worth reading; without it, Fairway's own documentation. */
  documentation?: DocumentationPage[];
}

function introduce(teams: Teams | undefined, total: number | undefined) {
  const names = teams?.teams.map(({ name }) => `team ${name}`) ?? [];
  const whose =
    names.length > 3
      ? formatCount(names.length, 'team')
      : names.join(' and ').replace(/^t/, 'T');
  const count = total === undefined ? '' : formatCount(total, 'service');
  return [whose, count].filter(Boolean).join(', ');
}

/** What one needs in the morning: what asks for attention, one's services and creations, what changed, what to read. */
export function HomePage({ documentation }: HomePageProps) {
  const now = useNow({ every: 1_000 });
  const teams = useTeams();
  const services = useServices();
  const creations = useCreations();
  const unowned = useUnowned(Boolean(teams?.platform));
  const loaded =
    services.state.status === 'loaded' ? services.state : undefined;
  const rows = useMemo(() => loaded?.value.rows ?? [], [loaded?.value.rows]);
  const { records, loading: recordsLoading } = useRecords(rows);
  const troubled = rows.filter(
    ({ health }) =>
      health?.status === 'unhealthy' || health?.status === 'degraded',
  );
  const { reasons, loading: reasonsLoading } = useTroubles(troubled);
  const released = useMemo(
    () =>
      rows
        .map(({ entityRef }) => entityRef)
        .filter(ref => records.get(ref)?.released),
    [rows, records],
  );
  const { releases, loading: releasesLoading } = useReleasesOf(released);
  // Shown at once when all is there that decides how high it is: nothing is pushed about.
  const loading =
    services.state.status === 'loading' ||
    creations.state.status === 'loading' ||
    (loaded !== undefined && (recordsLoading || reasonsLoading));
  const evidence = useEvidence(teams?.teams ?? []);
  const ownCreations =
    creations.state.status === 'loaded' ? creations.state.value : [];
  const changes = listChanges({
    rows,
    releases: [...releases.values()],
    evidence,
    creations: ownCreations,
    since: new Date(now.getTime() - DAY),
    now,
  });

  return (
    <Page
      title="Home"
      summary={introduce(teams, loaded?.value.total)}
      actions={loaded ? <Updated at={loaded.at} now={now} /> : undefined}
    >
      <Columns key={loading ? 'loading' : 'loaded'} layout="2-1">
        <Column>
          <Attention
            services={services.state}
            creations={creations.state}
            unowned={unowned}
            troubled={troubled}
            reasons={reasons}
            records={records}
            loading={loading}
            now={now}
          />
          <MyServices
            services={services}
            loading={loading}
            records={records}
            releases={releases}
            releasesLoading={releasesLoading}
            now={now}
          />
        </Column>
        <Column>
          <Creations creations={creations} loading={loading} now={now} />
          <WhatChanged
            changes={changes}
            loading={services.state.status === 'loading'}
            now={now}
          />
          <Documentation pages={documentation} records={records} />
        </Column>
      </Columns>
    </Page>
  );
}

function Updated({ at, now }: { at: Date; now: Date }) {
  return (
    <span className={styles.updated}>
      Updated {formatMoment(at, now).replace('today ', '')},{' '}
      {formatElapsed(now.getTime() - at.getTime())} ago
    </span>
  );
}
