import { Skeleton } from '@backstage/ui';

/** @public */
export interface SkeletonLineProps {
  /** As wide as what will stand there: pixels, or any CSS width. */
  width?: number | string;
}

/**
 * A line that is still to come. For the first load only: later, what was there stays.
 *
 * @public
 */
export function SkeletonLine({ width = '60%' }: SkeletonLineProps) {
  return <Skeleton width={width} height={12} aria-hidden />;
}
