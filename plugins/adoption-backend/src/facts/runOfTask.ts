import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { RunOutcome } from '@fairway/plugin-adoption-common';
import type { FailureFact, RunFact } from './facts';
import { comparedMessage, keptMessage } from './describeFailure';
import { publishesRepository } from './publishes';

/** A task as the scaffolder's API has it; of what it holds beside this, nothing is looked at. */
export interface Task {
  id: string;
  status: string;
  createdAt: string;
  lastHeartbeatAt?: string;
  createdBy?: string;
  spec: {
    steps?: { id: string; name?: string; action?: string }[];
    parameters?: Record<string, unknown>;
    templateInfo?: {
      entityRef?: string;
      entity?: { metadata?: { annotations?: Record<string, string> } };
    };
  };
}

/** An event of a task. */
export interface TaskEvent {
  type: string;
  createdAt: string;
  body?: {
    message?: string;
    stepId?: string;
    status?: string;
    error?: { name?: string; message?: string };
    output?: Record<string, unknown>;
  };
}

const VERSION = 'fairway/template-version';
const REGISTERS = 'catalog:register';
const MOST = { name: 300, version: 100, step: 100, stepName: 200 };

/** What a list of tasks says of a task, as far as it changes while something happens. */
export const markOf = (task: Task): string =>
  `${task.status} ${task.lastHeartbeatAt ?? ''}`;

export const isOver = (task: Task): boolean =>
  task.status !== 'open' && task.status !== 'processing';

function refOf(value: unknown, kind: string): string | undefined {
  if (typeof value !== 'string' || !value) return undefined;
  try {
    const ref = parseEntityRef(value, {
      defaultKind: kind,
      defaultNamespace: 'default',
    });
    return ref.kind.toLocaleLowerCase('en-US') === kind
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value ? value.slice(0, most) : undefined;

function sinceRetry(events: TaskEvent[]): TaskEvent[] {
  const last = events.findLastIndex(({ type }) => type === 'recovered');
  return events.slice(last + 1);
}

/** A step that failed by itself: one that was under way when somebody stopped the run says that it failed, too. */
function isFailure(
  { body }: TaskEvent,
  index: number,
  events: TaskEvent[],
): boolean {
  if (!body?.stepId || body.status !== 'failed') return false;
  return !sinceRetry(events.slice(0, index)).some(
    ({ type }) => type === 'cancelled',
  );
}

function outcomeOf(task: Task, events: TaskEvent[]): RunOutcome {
  switch (task.status) {
    case 'open':
    case 'processing':
      return 'running';
    case 'completed':
      return 'completed';
    case 'failed':
      // The scaffolder ends a task that was stopped as failed, and keeps the event.
      return sinceRetry(events).some(({ type }) => type === 'cancelled')
        ? 'cancelled'
        : 'failed';
    default:
      return 'cancelled';
  }
}

/** The component that the run registers: what it says itself in the end, before that by its name. */
function entityOf(task: Task, events: TaskEvent[], name?: string) {
  const said = events.findLast(({ body }) => body?.output?.entityRef)?.body;
  const ref = refOf(said?.output?.entityRef, 'component');
  if (ref) return ref;
  return task.spec.steps?.some(({ action }) => action === REGISTERS)
    ? refOf(name, 'component')
    : undefined;
}

/** Whatever could be the name of who started it. */
const peopleOf = (task: Task): string[] => {
  const ref = task.createdBy;
  return ref ? [ref, ref.slice(ref.indexOf('/') + 1)] : [];
};

const namesOf = (fact: Pick<RunFact, 'name' | 'team' | 'system'>): string[] =>
  [fact.name, fact.team, fact.system].flatMap(name =>
    name ? [name, name.slice(name.indexOf('/') + 1)] : [],
  );

/**
 * What is kept of a task and its events. Steps that failed are in the events for good, also after a retry, which takes away
 * how the run had ended.
 */
export function runOfTask(options: {
  task: Task;
  events: TaskEvent[];
  observedAt: number;
}): RunFact {
  const { task, events, observedAt } = options;
  const { parameters = {}, steps = [], templateInfo } = task.spec;
  const name = textOf(parameters.name, MOST.name);
  const about = {
    name,
    team: refOf(parameters.owner, 'group'),
    system: refOf(parameters.system, 'system'),
  };
  const stepOf = new Map(steps.map(step => [step.id, step]));
  const outcome = outcomeOf(task, events);
  const people = peopleOf(task);
  const failure = (event: TaskEvent, text: string): FailureFact => {
    const step = event.body?.stepId ?? '';
    const message = keptMessage(text, people);
    return {
      at: Date.parse(event.createdAt),
      step: step.slice(0, MOST.step),
      stepName: (stepOf.get(step)?.name ?? step).slice(0, MOST.stepName),
      message,
      compared: comparedMessage(message, namesOf(about)),
    };
  };
  const failures = events
    .filter(isFailure)
    .map(event => failure(event, event.body!.message ?? ''));
  const end = events.findLast(({ type }) => type === 'completion');
  const lastTry = sinceRetry(events);
  if (outcome === 'failed' && end?.body?.error && !lastTry.some(isFailure))
    failures.push(
      failure(
        { ...end, body: { message: end.body.error.message } },
        end.body.error.message ?? '',
      ),
    );
  const published = events.find(
    ({ body }) =>
      body?.status === 'completed' &&
      publishesRepository(stepOf.get(body.stepId ?? '')),
  );
  const firstFailure = events.findIndex(isFailure);
  const retry =
    firstFailure < 0
      ? undefined
      : events.slice(firstFailure).findLast(({ type }) => type === 'recovered');
  const endedAt = isOver(task)
    ? Date.parse((end ?? lastTry.at(-1))?.createdAt ?? task.createdAt)
    : undefined;
  const version = textOf(
    templateInfo?.entity?.metadata?.annotations?.[VERSION],
    MOST.version,
  );
  const entityRef = entityOf(task, events, name);
  return {
    taskId: task.id,
    template:
      refOf(templateInfo?.entityRef, 'template') ?? 'template:default/unknown',
    ...(version && { templateVersion: version }),
    ...(about.team && { team: about.team }),
    ...(about.system && { system: about.system }),
    ...(name && { name }),
    ...(entityRef && { entityRef }),
    outcome,
    publishes: steps.some(publishesRepository),
    startedAt: Date.parse(task.createdAt),
    ...(endedAt !== undefined && { endedAt }),
    ...(published && { repositoryAt: Date.parse(published.createdAt) }),
    ...(retry && { retriedAt: Date.parse(retry.createdAt) }),
    failures,
    observedAt,
    mark: markOf(task).slice(0, 100),
  };
}
