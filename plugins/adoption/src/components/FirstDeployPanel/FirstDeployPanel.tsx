import type { CreationsAnswer } from '@fairway/plugin-adoption-common';
import { Panel, SkeletonLine } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import { ShowAs } from '../ShowAs';
import { FirstDeployFigures } from './FirstDeployFigures';
import { FirstDeploySeries } from './FirstDeploySeries';
import styles from './FirstDeployPanel.module.css';

interface FirstDeployPanelProps {
  answer?: CreationsAnswer;
  adoption: Adoption;
}

/** How long it takes from Create Service to production, and how that changed. */
export function FirstDeployPanel({ answer, adoption }: FirstDeployPanelProps) {
  const { view, showTable } = adoption;
  const table = view.tables.includes('first-deploy');
  return (
    <Panel
      title="Time to first deploy"
      flush
      end={
        <ShowAs
          what="Time to first deploy"
          table={table}
          onTable={shown => showTable('first-deploy', shown)}
        />
      }
    >
      {answer ? (
        <>
          <FirstDeployFigures answer={answer} adoption={adoption} />
          <FirstDeploySeries
            answer={answer}
            adoption={adoption}
            table={table}
          />
        </>
      ) : (
        <div className={styles.waiting}>
          <SkeletonLine width={180} />
          <SkeletonLine width={220} />
        </div>
      )}
    </Panel>
  );
}
