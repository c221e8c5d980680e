import { InputError } from '@backstage/errors';

import {
  evaluateCondition,
  interpolate,
  resolveTemplate,
} from '../expressions/evaluateExpression';
import { Conclusion, Step } from '../store/model';
import { StepDefinition } from '../workflow/Workflow';
import { JobTools } from './JobTools';
import { statusFunctions } from './JobState';
import { StepOutput } from './StepOutput';
import { StepRunner } from './StepRunner';
import { timeoutSignal } from './timeoutSignal';

/** What a job's end says. */
export interface JobResult {
  conclusion: Conclusion;
  outputs: Record<string, string>;
}

/** How long steps with `always()` may still take once a job is cancelled, as on GitHub. */
const CLEAN_UP_MILLISECONDS = 5 * 60 * 1000;
const MINUTE = 60 * 1000;

/** Values of `env:` as the environment of a process has them. */
function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((value ?? {}) as Record<string, unknown>).map(
      ([name, entry]) => [name, entry === null ? '' : String(entry)],
    ),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Goes through the steps of one job. */
export class JobExecution {
  readonly #tools: JobTools;
  readonly #runner: StepRunner;
  readonly #onProgress: () => void;
  readonly #cancel: AbortSignal;
  readonly #stop: AbortSignal;

  constructor(options: {
    tools: JobTools;
    /** Called whenever `tools.state` has changed. */
    onProgress: () => void;
    /** The job is cancelled or has taken too long: steps that clean up still run. */
    cancel: AbortSignal;
    /** Everything ends at once. */
    stop: AbortSignal;
  }) {
    this.#tools = options.tools;
    this.#runner = new StepRunner(options.tools);
    this.#onProgress = options.onProgress;
    this.#cancel = options.cancel;
    this.#stop = options.stop;
  }

  async run(): Promise<JobResult> {
    const { state, request } = this.#tools;
    const { definition } = request;
    await this.#record(this.#newStep('Set up job'), async () => this.#setUp());
    const steps = definition.steps.map(step =>
      this.#newStep(this.#nameOf(step)),
    );
    this.#onProgress();
    for (const [index, step] of definition.steps.entries()) {
      await this.#runStep(step, steps[index]);
    }
    let outputs = {};
    await this.#record(this.#newStep('Complete job'), async () => {
      outputs = this.#outputs();
      await this.#tools.processes.end();
    });
    return { conclusion: state.conclusion, outputs };
  }

  #setUp() {
    const { log, request, state } = this.#tools;
    const { definition, workflow } = request;
    log.write('Fairway local runner');
    log.write(
      'Steps run as processes of this machine, as the user who runs the sandbox: no protection against hostile code.',
    );
    log.write(`Requested labels: ${JSON.stringify(definition.runsOn)}`);
    if (definition.unsupported) {
      throw new Error(definition.unsupported);
    }
    for (const environment of [workflow.env, definition.env]) {
      Object.assign(
        state.environment,
        texts(resolveTemplate(environment, state.scope())),
      );
    }
  }

  async #runStep(definition: StepDefinition, step: Step) {
    const { state } = this.#tools;
    state.cancelled ||= this.#cancel.aborted;
    if (this.#stop.aborted || !this.#isDue(definition, step)) {
      step.status = 'completed';
      step.conclusion ??= 'skipped';
      this.#keep(definition, step.conclusion, step.conclusion, {});
      this.#onProgress();
      return;
    }
    step.name = this.#nameOf(definition);
    const outputs: Record<string, string> = {};
    let tolerated = false;
    await this.#record(
      step,
      async () => {
        const environment = texts(
          resolveTemplate(definition.env, state.scope()),
        );
        tolerated = this.#flag(definition.continueOnError);
        const signal = this.#signalFor(definition);
        await this.#runner.run(
          { definition, number: step.number, environment, signal },
          outputs,
        );
      },
      () => tolerated,
    );
    const outcome = step.conclusion ?? 'success';
    if (outcome === 'failure' && tolerated) {
      step.conclusion = 'success';
    }
    this.#keep(definition, outcome, step.conclusion ?? outcome, outputs);
    this.#onProgress();
  }

  /** Does the work of a step and writes down how it went. */
  async #record(
    step: Step,
    work: () => Promise<void>,
    isTolerated: () => boolean = () => false,
  ) {
    const { state, log } = this.#tools;
    step.status = 'in_progress';
    step.startedAt = new Date().toISOString();
    step.logLine = log.lines + 1;
    this.#onProgress();
    try {
      await work();
      step.conclusion = 'success';
    } catch (error) {
      const cancelled =
        this.#stop.aborted ||
        (this.#cancel.aborted && error === this.#cancel.reason);
      state.cancelled ||= cancelled;
      step.conclusion = cancelled ? 'cancelled' : 'failure';
      this.#output().annotate({ level: 'failure', message: messageOf(error) });
      state.failed ||= step.conclusion === 'failure' && !isTolerated();
    }
    step.status = 'completed';
    step.completedAt = new Date().toISOString();
    this.#onProgress();
  }

  #isDue(definition: StepDefinition, step: Step): boolean {
    const { state } = this.#tools;
    try {
      return evaluateCondition(definition.if, state.scope());
    } catch (error) {
      this.#output().annotate({ level: 'failure', message: messageOf(error) });
      state.failed = true;
      step.conclusion = 'failure';
      return false;
    }
  }

  /** Aborts when the step's time is up, and on cancellation unless the step is there for that. */
  #signalFor(definition: StepDefinition): AbortSignal {
    const { state } = this.#tools;
    const signals = [this.#stop];
    const minutes = this.#minutes(definition.timeoutMinutes);
    if (minutes !== undefined) {
      signals.push(
        timeoutSignal(
          minutes * MINUTE,
          `The step '${this.#nameOf(definition)}' has timed out after ${minutes} minutes.`,
        ),
      );
    }
    const scope = state.scope();
    const outlivesCancellation = evaluateCondition(definition.if, {
      ...scope,
      functions: { ...scope.functions, ...statusFunctions('cancelled') },
    });
    signals.push(
      outlivesCancellation
        ? timeoutSignal(
            CLEAN_UP_MILLISECONDS,
            'The step has taken too long.',
            this.#cancel,
          )
        : this.#cancel,
    );
    return AbortSignal.any(signals);
  }

  #outputs(): Record<string, string> {
    const { request, state, masker, log } = this.#tools;
    const entries = Object.entries(request.definition.outputs).map(
      ([name, value]) => [name, interpolate(String(value), state.scope())],
    );
    return Object.fromEntries(
      entries.filter(([name, value]) => {
        const hidden = masker.hides(value);
        if (hidden) {
          log.warning(`Skip output '${name}' since it may contain secret.`);
        }
        return !hidden;
      }),
    );
  }

  #keep(
    definition: StepDefinition,
    outcome: Conclusion,
    conclusion: Conclusion,
    outputs: Record<string, string>,
  ) {
    if (definition.id) {
      this.#tools.state.results[definition.id] = {
        outcome,
        conclusion,
        outputs,
      };
    }
  }

  #newStep(name: string): Step {
    const step: Step = {
      number: this.#tools.state.steps.length + 1,
      name,
      status: 'queued',
      conclusion: null,
      startedAt: null,
      completedAt: null,
      logLine: 0,
    };
    this.#tools.state.steps.push(step);
    return step;
  }

  #nameOf(step: StepDefinition): string {
    const name =
      step.name ?? `Run ${step.uses ?? (step.run ?? '').trim().split('\n')[0]}`;
    try {
      return this.#tools.masker.mask(
        interpolate(name, this.#tools.state.scope()),
      );
    } catch {
      // An expression that can't be evaluated yet is shown as it is written.
      return name;
    }
  }

  #flag(value: boolean | string): boolean {
    return typeof value === 'boolean'
      ? value
      : interpolate(value, this.#tools.state.scope()) === 'true';
  }

  #minutes(value: number | string | undefined): number | undefined {
    if (value === undefined) {
      return undefined;
    }
    const minutes = Number(
      interpolate(String(value), this.#tools.state.scope()),
    );
    if (!(minutes > 0)) {
      throw new InputError(`timeout-minutes is not a number: ${value}`);
    }
    return minutes;
  }

  #output(): StepOutput {
    const { log, masker, state } = this.#tools;
    return new StepOutput({ log, masker, annotations: state.annotations });
  }
}
