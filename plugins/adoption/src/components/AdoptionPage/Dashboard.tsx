import type { ReactNode } from 'react';
import { Column, Panel } from '@fairway/look';
import type { DashboardAnswers } from '../../api';
import type { Adoption } from '../../hooks/useAdoptionView';
import type { DashboardPart } from '../../hooks/useDashboard';
import { BreaksPanel } from '../BreaksPanel';
import { DeliveryPanel } from '../DeliveryPanel';
import { FirstDeployPanel } from '../FirstDeployPanel';
import { FunnelPanel } from '../FunnelPanel';
import { RunsPanel } from '../RunsPanel';
import { SharePanel } from '../SharePanel';
import { VersionsPanel } from '../VersionsPanel';
import { Notes } from './Notes';
import { PartFailure } from './PartFailure';
import styles from './AdoptionPage.module.css';

/** The parts of the page, as far as they are known. */
export type DashboardParts = {
  [Part in keyof DashboardAnswers]: DashboardPart<Part>;
};

interface DashboardProps {
  parts: DashboardParts;
  adoption: Adoption;
  now: Date;
}

function valueOf<Part extends keyof DashboardAnswers>({
  answer,
}: DashboardPart<Part>): DashboardAnswers[Part] | undefined {
  return answer.status === 'answered' ? answer.value : undefined;
}

/** The panels of a part; where it could not be read, why not, once. */
function Of(props: {
  what: string;
  part: DashboardPart<keyof DashboardAnswers>;
  children: ReactNode;
}) {
  const { what, part, children } = props;
  if (part.answer.status !== 'failed') return children;
  return (
    <Panel title={what} flush>
      <PartFailure what={what} part={part} />
    </Panel>
  );
}

function Panels({
  parts,
  adoption,
  now,
  loading,
}: DashboardProps & { loading: boolean }) {
  const shown = <Part extends keyof DashboardAnswers>(
    part: DashboardPart<Part>,
  ) => (loading ? undefined : valueOf(part));
  const creations = shown(parts.creations);
  const services = shown(parts.services);
  const delivery = shown(parts.delivery);
  return (
    <>
      <Of what="Creations" part={parts.creations}>
        <div className={styles.grid} data-layout="2-1">
          <FunnelPanel answer={creations} adoption={adoption} />
          <FirstDeployPanel answer={creations} adoption={adoption} />
        </div>
      </Of>
      <div className={styles.grid} data-layout="1-1">
        <Of what="Services on a path" part={parts.services}>
          <SharePanel answer={services} adoption={adoption} />
        </Of>
        <Of what="Delivery on and off a path" part={parts.delivery}>
          <DeliveryPanel answer={delivery} adoption={adoption} />
        </Of>
      </div>
      {parts.creations.answer.status === 'failed' ? null : (
        <BreaksPanel answer={creations} adoption={adoption} now={now} />
      )}
      <div className={styles.grid} data-layout="1-1">
        {parts.creations.answer.status === 'failed' ? null : (
          <RunsPanel answer={creations} adoption={adoption} />
        )}
        {parts.services.answer.status === 'failed' ? null : (
          <VersionsPanel answer={services} adoption={adoption} />
        )}
      </div>
    </>
  );
}

/** All parts. While newer figures are on their way the older ones stay, paler. */
export function Dashboard(props: DashboardProps) {
  const { parts, adoption } = props;
  const all = [parts.creations, parts.services, parts.delivery];
  // Shown at once when all is there that decides how high it is: nothing is pushed about.
  const loading = all.some(({ answer }) => answer.status === 'loading');
  const outdated = all.some(
    ({ answer }) => answer.status === 'answered' && answer.outdated,
  );
  if (all.every(({ answer }) => answer.status === 'failed')) {
    return (
      <Panel title="Adoption" flush>
        <PartFailure
          what="Adoption"
          part={parts.creations}
          reload={() => all.forEach(({ reload }) => reload())}
        />
      </Panel>
    );
  }
  return (
    <div
      key={loading ? 'loading' : 'loaded'}
      className={styles.dashboard}
      data-outdated={outdated || undefined}
      aria-busy={loading || outdated}
    >
      <Column>
        <Notes parts={parts} adoption={adoption} />
        <Panels {...props} loading={loading} />
      </Column>
    </div>
  );
}
