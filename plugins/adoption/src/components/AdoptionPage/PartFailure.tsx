import { EmptyState } from '@fairway/look';
import {
  describeFailure,
  LoadFailure,
} from '@fairway/plugin-catalog-insights-react';
import type { DashboardAnswers } from '../../api';
import type { DashboardPart } from '../../hooks/useDashboard';

interface PartFailureProps {
  what: string;
  part: DashboardPart<keyof DashboardAnswers>;
  /** In place of asking for this part alone. */
  reload?: () => void;
}

/** In the place of figures that could not be read, or not by this reader. */
export function PartFailure(props: PartFailureProps) {
  const { what, part, reload = part.reload } = props;
  if (part.answer.status !== 'failed') return null;
  const { error, reloading } = part.answer;
  if (describeFailure(error).status === 403) {
    return (
      <EmptyState
        variant="noPermission"
        title="You can open this page, not its figures"
      >
        The permission <code>adoption.read</code> is not given to you. Who may
        read the totals is set by the platform team: ask them.
      </EmptyState>
    );
  }
  return (
    <LoadFailure
      what={what}
      error={error}
      retrying={reloading}
      onRetry={reload}
    >
      Nothing is lost: what happens meanwhile is counted as soon as the figures
      answer again.
    </LoadFailure>
  );
}
