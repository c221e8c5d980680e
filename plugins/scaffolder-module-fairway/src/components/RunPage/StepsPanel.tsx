import {
  formatDuration,
  Panel,
  Sign,
  useNow,
  type SignKind,
} from '@fairway/look';
import {
  currentStep,
  stepDuration,
  type RunProgress,
  type StepProgress,
  type StepState,
} from '../../model/runProgress';
import type { LogChoice } from './useLogChoice';
import styles from './RunPage.module.css';

const signs: Record<StepState, [SignKind, string]> = {
  waiting: ['waiting', 'Not started'],
  running: ['running', 'Running'],
  done: ['done', 'Done'],
  failed: ['failed', 'Failed'],
  stopped: ['unknown', 'Stopped'],
  parked: ['waiting', 'Parked'],
  skipped: ['waiting', 'Not started'],
};

function time(step: StepProgress, now: Date): string {
  if (step.state === 'waiting') return 'not started';
  if (step.state === 'skipped') return step.startedAt ? '' : 'not started';
  const duration = stepDuration(step, now);
  if (duration === undefined) return '';
  // On SQLite events carry whole seconds.
  return duration === 0 ? 'under 1\u00a0s' : formatDuration(duration);
}

export interface StepsPanelProps {
  progress: RunProgress;
  log: LogChoice;
}

/** The steps in their order, each with its state and how long it took; a click shows its log. */
export function StepsPanel({ progress, log }: StepsPanelProps) {
  const now = useNow({ every: 1_000 });
  const current = currentStep(progress);
  return (
    <Panel
      title="Steps"
      flush
      end={
        log.shown && !log.stepId ? null : (
          <button
            type="button"
            className={styles.textButton}
            onClick={() => log.choose()}
          >
            Log
          </button>
        )
      }
    >
      <ol className={styles.steps}>
        {progress.steps.map((step, index) => {
          const [sign, word] = signs[step.state];
          const quiet = step.state === 'waiting' || step.state === 'skipped';
          return (
            <li
              key={step.id}
              aria-current={step === current ? 'step' : undefined}
              data-quiet={quiet || undefined}
            >
              <Sign sign={sign} label={word} />
              <button
                type="button"
                className={styles.step}
                aria-pressed={log.shown && log.stepId === step.id}
                title="Show its log"
                onClick={() => log.choose(step.id)}
              >
                {index + 1}. {step.name}
              </button>
              <span className={styles.time}>{time(step, now)}</span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
