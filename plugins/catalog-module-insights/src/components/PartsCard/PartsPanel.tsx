import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Panel } from '@fairway/look';
import { LoadFailure } from '@fairway/plugin-catalog-insights-react';
import { nameKind } from '../../model/catalogView';
import { PartsTable } from './PartsTable';
import { usePartRows } from './usePartRows';
import styles from './PartsCard.module.css';

/** So many are listed here; a catalog page has all of them. */
const MOST = 50;

interface PartsPanelProps {
  kind: string;
  targets: CompoundEntityRef[];
}

/** The parts of one kind, one line each. */
export function PartsPanel({ kind, targets }: PartsPanelProps) {
  const { entity } = useEntity();
  const shown = targets.slice(0, MOST);
  const { state, reload } = usePartRows(kind, shown);
  const { many } = nameKind(kind);
  const system = stringifyEntityRef(entity);
  const inSystem = entity.kind === 'System';
  return (
    <Panel
      title={
        <>
          {many.charAt(0).toUpperCase() + many.slice(1)}{' '}
          <span className={styles.count}>
            {targets.length.toLocaleString('en-US')}
          </span>
        </>
      }
      flush
      end={
        <>
          {targets.length > MOST ? <span>the first {MOST} shown</span> : null}
          {inSystem ? (
            <Link
              href={`/catalog?${new URLSearchParams({ kind, system })}`}
              aria-label={`Open ${many} in catalog`}
            >
              Open in catalog
            </Link>
          ) : null}
        </>
      }
    >
      {state.status === 'failed' ? (
        <LoadFailure
          what={`The ${many}`}
          error={state.error}
          retrying={state.retrying}
          onRetry={reload}
        />
      ) : (
        <PartsTable
          kind={kind}
          lines={shown.length}
          rows={state.status === 'loaded' ? state.value : undefined}
        />
      )}
    </Panel>
  );
}
