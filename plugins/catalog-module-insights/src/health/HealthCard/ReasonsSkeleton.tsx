import { SkeletonLine } from '@fairway/look';
import styles from './HealthCard.module.css';

const widths = ['46%', '38%', '42%'];

/** As many reasons as a service usually has, while they are on their way. */
export function ReasonsSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      {widths.map(width => (
        <div key={width} className={styles.skeleton}>
          <SkeletonLine width={width} />
          <SkeletonLine width="30%" />
        </div>
      ))}
    </div>
  );
}
