import {
  evaluateCondition,
  interpolate,
} from '../expressions/evaluateExpression';
import { Conclusion, Step } from '../store/model';
import { StepDefinition } from '../workflow/Workflow';
import { JobTools } from './JobTools';
import { environmentOf, jobOutputs, stepName } from './jobValues';
import { stepSignal } from './stepSignal';
import { StepOutput } from './StepOutput';
import { StepRunner } from './StepRunner';

/** What a job's end says. */
export interface JobResult {
  conclusion: Conclusion;
  outputs: Record<string, string>;
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
    const setUp = this.#newStep('Set up job');
    await this.#record(setUp, async () => this.#setUp());
    const steps = definition.steps.map(step =>
      this.#newStep(stepName(step, this.#tools)),
    );
    this.#onProgress();
    for (const [index, step] of definition.steps.entries()) {
      if (setUp.conclusion === 'success') {
        await this.#runStep(step, steps[index]);
      } else {
        this.#skip(step, steps[index]);
      }
    }
    let outputs = {};
    await this.#record(this.#newStep('Complete job'), async () => {
      outputs = jobOutputs(this.#tools);
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
        environmentOf(environment, state.scope()),
      );
    }
  }

  async #runStep(definition: StepDefinition, step: Step) {
    const { state } = this.#tools;
    state.cancelled ||= this.#cancel.aborted;
    if (this.#stop.aborted || !this.#isDue(definition, step)) {
      this.#skip(definition, step);
      return;
    }
    step.name = stepName(definition, this.#tools);
    const outputs: Record<string, string> = {};
    let tolerated = false;
    await this.#record(
      step,
      async () => {
        const environment = environmentOf(definition.env, state.scope());
        tolerated = this.#flag(definition.continueOnError);
        const signal = stepSignal({
          definition,
          name: step.name,
          state,
          cancel: this.#cancel,
          stop: this.#stop,
        });
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

  #skip(definition: StepDefinition, step: Step) {
    step.status = 'completed';
    step.conclusion ??= 'skipped';
    this.#keep(definition, step.conclusion, step.conclusion, {});
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

  #flag(value: boolean | string): boolean {
    return typeof value === 'boolean'
      ? value
      : interpolate(value, this.#tools.state.scope()) === 'true';
  }

  #output(): StepOutput {
    const { log, masker, state } = this.#tools;
    return new StepOutput({ log, masker, annotations: state.annotations });
  }
}
