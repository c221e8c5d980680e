import type { Spell } from '../timeline';
import styles from './HealthTab.module.css';

interface StripProps {
  /** Newest first. */
  spells: Spell[];
  now: Date;
  /** What the picture says, in words. */
  label: string;
}

/** The stretches side by side, as long as they lasted; trouble is higher than what is good. */
export function Strip({ spells, now, label }: StripProps) {
  const first = spells[spells.length - 1].from.getTime();
  const all = Math.max(1, now.getTime() - first);
  return (
    <div className={styles.strip} role="img" aria-label={label}>
      {[...spells].reverse().map(({ status, from, to = now }) => (
        <span
          key={from.toISOString()}
          data-status={status}
          style={{
            width: `${((to.getTime() - from.getTime()) / all) * 100}%`,
          }}
        />
      ))}
    </div>
  );
}
