import { VisuallyHidden } from '@backstage/ui';
import { useRunsUnderWay } from './useRunsUnderWay';

/** How many of one's own creations run now; nothing where none does. */
export function RunsUnderWay() {
  const count = useRunsUnderWay();
  return count > 0 ? (
    <>
      {count}
      <VisuallyHidden> under way</VisuallyHidden>
    </>
  ) : null;
}
