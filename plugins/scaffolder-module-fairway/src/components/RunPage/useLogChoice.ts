import { currentStep, type RunProgress } from '../../model/runProgress';
import { useSearchParams } from '../../router';

/** Which part of the log is shown. It stands in the address, so that a link leads to it. */
export interface LogChoice {
  shown: boolean;
  /** A step's id; undefined for the whole log. */
  stepId?: string;
  /** Shows the log of a step or, without one, all of it. */
  choose(stepId?: string): void;
}

/**
 * While a run goes on the whole log is shown, after a failure that of the step that failed, and after a
 * success none, unless one asks for it.
 */
export function useLogChoice(progress: RunProgress): LogChoice {
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('log');
  const known = progress.steps.some(({ id }) => id === asked);
  const { end } = progress;

  let stepId: string | undefined;
  if (known) stepId = asked ?? undefined;
  else if (asked !== 'all' && end && end.state !== 'done') {
    stepId = currentStep(progress)?.id;
  }
  return {
    shown: end?.state !== 'done' || known || asked === 'all',
    stepId,
    choose: next =>
      setParameters(
        current => {
          const changed = new URLSearchParams(current);
          changed.set('log', next ?? 'all');
          return changed;
        },
        { replace: true },
      ),
  };
}
