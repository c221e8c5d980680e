import { JobDefinition, StepDefinition } from './Workflow';
import {
  readConcurrency,
  readCondition,
  readDefaults,
  readFlag,
  readMapping,
  readNumber,
  readPermissions,
  readText,
  readTexts,
} from './readValues';

const UNSUPPORTED_JOB_KEYS: Record<string, string> = {
  container: 'A job in a container is not supported by the local runner',
  services: 'Service containers are not supported by the local runner',
  uses: 'A reusable workflow is not supported by the local runner',
};

const UNSUPPORTED_STEP_KEYS = [
  'background',
  'wait',
  'wait-all',
  'cancel',
  'parallel',
];

function readStep(value: unknown): StepDefinition {
  const step = readMapping(value);
  return {
    id: readText(step.id),
    name: readText(step.name),
    if: readCondition(step.if),
    uses: readText(step.uses),
    with: readMapping(step.with),
    run: readText(step.run),
    shell: readText(step.shell),
    workingDirectory: readText(step['working-directory']),
    env: readMapping(step.env),
    continueOnError: readFlag(step['continue-on-error'], false),
    timeoutMinutes: readNumber(step['timeout-minutes']),
  };
}

function unsupported(job: Record<string, unknown>, steps: unknown[]) {
  const key = Object.keys(UNSUPPORTED_JOB_KEYS).find(name => name in job);
  if (key) {
    return UNSUPPORTED_JOB_KEYS[key];
  }
  const stepKey = UNSUPPORTED_STEP_KEYS.find(name =>
    steps.some(step => name in readMapping(step)),
  );
  return stepKey
    ? `A step with "${stepKey}" is not supported by the local runner`
    : undefined;
}

function readEnvironment(value: unknown): JobDefinition['environment'] {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value === 'string') {
    return { name: value };
  }
  const mapping = readMapping(value);
  return { name: readText(mapping.name) ?? '', url: readText(mapping.url) };
}

function readJob(key: string, value: unknown): JobDefinition {
  const job = readMapping(value);
  const strategy = readMapping(job.strategy);
  const steps = Array.isArray(job.steps) ? job.steps : [];
  return {
    key,
    name: readText(job.name),
    needs: readTexts(job.needs),
    if: readCondition(job.if),
    runsOn: job['runs-on'],
    env: readMapping(job.env),
    defaults: readDefaults(job.defaults),
    outputs: readMapping(job.outputs),
    permissions: readPermissions(job.permissions),
    environment: readEnvironment(job.environment),
    concurrency: readConcurrency(job.concurrency),
    continueOnError: readFlag(job['continue-on-error'], false),
    timeoutMinutes: readNumber(job['timeout-minutes']),
    strategy: {
      matrix: strategy.matrix,
      failFast: readFlag(strategy['fail-fast'], true),
      maxParallel: readNumber(strategy['max-parallel']),
    },
    steps: steps.map(readStep),
    unsupported: unsupported(job, steps),
  };
}

/** Reads the jobs of a workflow in the order of the file. */
export function readJobs(jobs: Record<string, unknown>): JobDefinition[] {
  return Object.entries(jobs).map(([key, value]) => readJob(key, value));
}
