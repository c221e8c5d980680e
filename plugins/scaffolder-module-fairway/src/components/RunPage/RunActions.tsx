import { useState } from 'react';
import { Button, ButtonLink } from '@backstage/ui';
import { RiArrowRightLine, RiStopCircleLine } from '@remixicon/react';
import { useEntityHref } from '../../hooks/useEntityHref';
import { useMayStop } from '../../hooks/useCreatePermissions';
import type { RunResult } from '../../model/runResult';
import type { RunSummary } from '../../model/runSummary';
import { RetryButton } from './RetryButton';
import type { RunViewProps } from './RunView';
import { StopDialog } from './StopDialog';

export interface RunActionsProps extends Pick<RunViewProps, 'view'> {
  summary: RunSummary;
  result: RunResult;
}

function StopButton({ view, summary }: Omit<RunActionsProps, 'result'>) {
  const [asking, setAsking] = useState(false);
  const mayStop = useMayStop(view.run.id);
  if (!mayStop.allowed) return null;
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiStopCircleLine />}
        isDisabled={view.progress.stopping}
        onPress={() => setAsking(true)}
      >
        Stop…
      </Button>
      <StopDialog
        run={view.run}
        progress={view.progress}
        title={summary.title}
        promises={summary.path?.promises ?? []}
        isOpen={asking}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** The one thing to do with a run in its state: stop it, retry it, open what it made. */
export function RunActions({ view, summary, result }: RunActionsProps) {
  const entityHref = useEntityHref();
  const { end } = view.progress;
  if (!end) return <StopButton view={view} summary={summary} />;
  if (end.state !== 'done') {
    return <RetryButton key={view.progress.attempts} view={view} />;
  }
  const href = result.entityRef && entityHref(result.entityRef);
  return href ? (
    <ButtonLink
      variant="primary"
      size="small"
      iconEnd={<RiArrowRightLine />}
      href={href}
    >
      Open the service
    </ButtonLink>
  ) : null;
}
