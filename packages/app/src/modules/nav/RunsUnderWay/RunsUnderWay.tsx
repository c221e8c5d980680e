import { useRunsUnderWay } from './useRunsUnderWay';

/** How many of one's own creations run now; nothing where none does. */
export function RunsUnderWay() {
  const count = useRunsUnderWay();
  return count > 0 ? <>{count} running</> : null;
}
