import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { Sign } from '@fairway/look';
import type { HealthStatus } from '@fairway/plugin-health-common';
import type { CatalogView } from '../../model/catalogView';
import type { ChangeView } from './CatalogFilters';
import styles from './CatalogPage.module.css';

interface HealthBarProps {
  view: CatalogView;
  counts?: Partial<Record<HealthStatus, number>>;
  /** What the figures below are of. */
  note: string;
  onChange: ChangeView;
  /** What else is known of services, to narrow them down to. */
  children?: ReactNode;
}

const choices: [HealthStatus, string][] = [
  ['unhealthy', 'Unhealthy'],
  ['degraded', 'Degraded'],
  ['healthy', 'Healthy'],
  ['unknown', 'Unknown'],
];

/** Narrows the rows down to a health, and says how many have each. */
export function HealthBar(props: HealthBarProps) {
  const { view, counts, note, onChange, children } = props;
  return (
    <div className={styles.healthBar}>
      {/* Scrolls sideways where it is narrow; its buttons take the keyboard along. */}
      <div className={styles.health}>
        <ToggleButtonGroup
          aria-label="Health"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view.health ?? 'any']}
          onSelectionChange={keys => {
            const [chosen] = [...keys];
            onChange({
              health: chosen === 'any' ? undefined : (chosen as HealthStatus),
            });
          }}
        >
          <ToggleButton id="any">Any health</ToggleButton>
          {choices.map(([status, word]) => (
            <ToggleButton key={status} id={status}>
              <Sign sign={status} />
              {word}
              <span className={styles.healthCount}>
                {counts ? (counts[status] ?? 0).toLocaleString('en-US') : null}
              </span>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {children}
      <span className={styles.note} title={note}>
        {note}
      </span>
    </div>
  );
}
