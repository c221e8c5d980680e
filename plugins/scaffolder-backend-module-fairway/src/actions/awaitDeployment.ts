import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { CreateConfig } from '../config';
import { ConditionalReader } from '../forge/ConditionalReader';
import { startDeadline } from '../forge/deadline';
import { deployedVersion } from '../forge/deployments';
import { ForgeClients } from '../forge/ForgeClients';
import { parseRepositoryUrl } from '../forge/repositoryTarget';
import { AttemptFences } from './AttemptFences';
import { examples } from './awaitDeployment.examples';
import { durationInput } from './durationInput';
import { followDeployment } from './followDeployment';

const DEFAULT_TIMEOUT: HumanDuration = { minutes: 10 };

/**
 * `await:deployment`: waits until a commit runs in an environment, as whoever deploys it reports it to the forge. It
 * only reads, so repeating it is safe.
 */
export function createAwaitDeploymentAction(options: {
  config: CreateConfig;
  fences: AttemptFences;
  forge: ForgeClients;
}) {
  const { config, fences, forge } = options;
  return createTemplateAction({
    id: 'await:deployment',
    description:
      'Waits until a commit runs in an environment, by the deployments that the forge knows. Fails with the reason and the log if it could not be deployed.',
    examples,
    schema: {
      input: {
        repoUrl: z =>
          z.string({
            description: 'Where, as `host?owner=organisation&repo=name`',
          }),
        environment: z =>
          z.string({ description: 'The environment, such as staging' }),
        commitHash: z =>
          z.string({ description: 'Full hash of the commit that has to run' }),
        timeout: durationInput('How long to wait. Default: 10 minutes'),
      },
      output: {
        url: z =>
          z.string({ description: 'Where it answers, if reported' }).optional(),
        version: z =>
          z.string({ description: 'Its version, if reported' }).optional(),
        deploymentId: z => z.number({ description: 'Id of the deployment' }),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const target = parseRepositoryUrl(input.repoUrl, config);
      const deadline = startDeadline(
        ctx.signal,
        durationToMilliseconds(input.timeout ?? DEFAULT_TIMEOUT),
      );
      try {
        const client = await forge.forRepository(target, {
          logger,
          signal: deadline.signal,
          onWait: deadline.extend,
          mayCall: await fences.fence(ctx),
        });
        const { deployment, status } = await followDeployment({
          client,
          reader: ConditionalReader.create(client.octokit),
          target,
          deadline,
          logger,
          environment: input.environment,
          commit: input.commitHash,
        });
        ctx.output('url', status.environment_url || undefined);
        ctx.output('version', deployedVersion(deployment));
        ctx.output('deploymentId', deployment.id);
      } catch (error) {
        if (ctx.signal?.aborted) {
          throw new InputError(
            'The request was cancelled; the deployment may go on',
          );
        }
        throw error;
      } finally {
        deadline.clear();
      }
    },
  });
}
