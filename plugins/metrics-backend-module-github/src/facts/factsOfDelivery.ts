import { InputError } from '@backstage/errors';
import type { Fact } from '@fairway/plugin-metrics-node';
import { z } from 'zod';
import { type Repository, repositoryOf } from '../projects/Repository';
import { HANDED_ON } from '../webhook/gatheredEvents';
import {
  deploymentSchema,
  deploymentStatusSchema,
  issueSchema,
  payloadSchema,
  pullSchema,
  pushSchema,
  releaseSchema,
  runSchema,
} from '../webhook/schemas';
import { changeFact } from './changeFacts';
import { comparisonOfPush } from './comparisonFacts';
import { deploymentFact, deploymentStatusFact } from './deploymentFacts';
import { incidentFact } from './incidentFact';
import { releaseFacts } from './releaseFacts';
import { runFact } from './runFact';

/** What decides which facts there are in a payload. */
export interface FactRules {
  /** In lower case. */
  incidentLabels: string[];
  releaseEnvironment?: string;
}

const some = (fact: Fact | undefined): Fact[] => (fact ? [fact] : []);

/**
 * The facts that a webhook's payload holds.
 *
 * @throws InputError with the path of a field that is not what GitHub sends
 */
export function factsOfDelivery(
  event: string,
  payload: unknown,
  rules: FactRules,
): Fact[] {
  if (HANDED_ON.includes(event)) return [];
  const told = read(payloadSchema, { payload }, 'payload');
  const repository = repositoryOf(told.repository);
  switch (event) {
    case 'deployment':
      return [deploymentOf(repository, told)];
    case 'deployment_status':
      return [
        deploymentOf(repository, told),
        ...some(
          deploymentStatusFact(
            repository,
            read(deploymentSchema, told, 'deployment'),
            read(deploymentStatusSchema, told, 'deployment_status'),
          ),
        ),
      ];
    case 'workflow_run':
      return [runFact(repository, read(runSchema, told, 'workflow_run'))];
    case 'push':
      return some(
        comparisonOfPush(repository, read(pushSchema, { payload }, 'payload')),
      );
    case 'pull_request':
      return some(
        changeFact(repository, read(pullSchema, told, 'pull_request')),
      );
    case 'issues':
      return some(
        incidentFact({
          repository,
          issue: read(issueSchema, told, 'issue'),
          labels: rules.incidentLabels,
          action: told.action,
          ...(told.action === 'unlabeled' && { removed: told.label?.name }),
        }),
      );
    case 'release':
      return rules.releaseEnvironment
        ? releaseFacts({
            repository,
            release: read(releaseSchema, told, 'release'),
            environment: rules.releaseEnvironment,
          })
        : [];
    default:
      return [];
  }
}

function deploymentOf(
  repository: Repository,
  told: Record<string, unknown>,
): Fact {
  const run = z.object({ id: z.number() }).safeParse(told.workflow_run);
  return deploymentFact(
    repository,
    read(deploymentSchema, told, 'deployment'),
    run.data,
  );
}

function read<T extends z.ZodType>(
  schema: T,
  of: Record<string, unknown>,
  name: string,
): z.infer<T> {
  const { data, error } = schema.safeParse(of[name]);
  if (!error) return data;
  const [{ path, message }] = error.issues;
  throw new InputError(`${[name, ...path].join('.')}: ${message}`);
}
