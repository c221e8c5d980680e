import { VisuallyHidden } from '@backstage/ui';
import { SkeletonLine } from '@fairway/look';
import styles from './ReleasesSkeleton.module.css';

/** The card's shape, two environments wide, until the first answer is there. */
export function ReleasesSkeleton() {
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>Loading where it runs</VisuallyHidden>
      {['left', 'right'].map(side => (
        <div key={side} className={styles.lines}>
          <SkeletonLine width={64} />
          <SkeletonLine width={120} />
          <SkeletonLine width="80%" />
          <SkeletonLine width="60%" />
        </div>
      ))}
    </div>
  );
}
