import { InputError } from '@backstage/errors';

import {
  evaluateCondition,
  interpolate,
} from '../expressions/evaluateExpression';
import { StepDefinition } from '../workflow/Workflow';
import { JobState, statusFunctions } from './JobState';
import { timeoutSignal } from './timeoutSignal';

/** How long steps with `always()` may still take once a job is cancelled, as on GitHub. */
const CLEAN_UP_MILLISECONDS = 5 * 60 * 1000;
const MINUTE = 60 * 1000;

function minutesOf(definition: StepDefinition, state: JobState) {
  if (definition.timeoutMinutes === undefined) {
    return undefined;
  }
  const text = interpolate(String(definition.timeoutMinutes), state.scope());
  if (!(Number(text) > 0)) {
    throw new InputError(`timeout-minutes is not a number: ${text}`);
  }
  return Number(text);
}

/**
 * What ends a step before it ends itself: its time is up, everything stops, or the
 * job is cancelled, unless the step's `if` is there for just that.
 */
export function stepSignal(options: {
  definition: StepDefinition;
  name: string;
  state: JobState;
  cancel: AbortSignal;
  stop: AbortSignal;
}): AbortSignal {
  const { definition, name, state, cancel, stop } = options;
  const scope = state.scope();
  const outlivesCancellation = evaluateCondition(definition.if, {
    ...scope,
    functions: { ...scope.functions, ...statusFunctions('cancelled') },
  });
  const signals = [
    stop,
    outlivesCancellation
      ? timeoutSignal(
          CLEAN_UP_MILLISECONDS,
          'The step has taken too long after the job was cancelled.',
          cancel,
        )
      : cancel,
  ];
  const minutes = minutesOf(definition, state);
  if (minutes !== undefined) {
    signals.push(
      timeoutSignal(
        minutes * MINUTE,
        `The step '${name}' has timed out after ${minutes} minutes.`,
      ),
    );
  }
  return AbortSignal.any(signals);
}
