import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  createTemplateAction,
  getRepoSourceDirectory,
} from '@backstage/plugin-scaffolder-node';
import { CreateConfig } from '../config';
import { startDeadline } from '../forge/deadline';
import { ForgeClients } from '../forge/ForgeClients';
import { parseRepositoryUrl } from '../forge/repositoryTarget';
import { AttemptFences } from './AttemptFences';
import { examples } from './publishGithub.examples';
import { publishInput, publishOutput } from './publishGithubSchema';
import { publishRepository } from './publishRepository';

/**
 * `publish:github`: creates a repository with the rendered files as its first commit, its topics, access and branch
 * protection. Each part either holds at the end or fails the step, and a retry goes on where the last attempt ended.
 */
export function createPublishGithubAction(options: {
  config: CreateConfig;
  fences: AttemptFences;
  forge: ForgeClients;
}) {
  const { config, fences, forge } = options;
  return createTemplateAction({
    id: 'publish:github',
    description:
      'Creates a repository at GitHub with the workspace as its first commit, and sets up topics, access and branch protection. Safe to repeat.',
    examples,
    schema: { input: publishInput, output: publishOutput },
    async handler(ctx) {
      const target = parseRepositoryUrl(ctx.input.repoUrl, config);
      const deadline = startDeadline(ctx.signal, config.publishTimeout);
      try {
        const client = await forge.forRepository(target, {
          logger: ctx.logger,
          signal: deadline.signal,
          onWait: deadline.extend,
          mayCall: await fences.fence(ctx),
        });
        const published = await publishRepository({
          ctx,
          config,
          client,
          target,
          folder: getRepoSourceDirectory(
            ctx.workspacePath,
            ctx.input.sourcePath,
          ),
          signal: deadline.signal,
        });
        ctx.output('remoteUrl', published.remoteUrl);
        ctx.output('repoContentsUrl', published.repoContentsUrl);
        ctx.output('commitHash', published.commitHash);
        ctx.output('protection', published.protection);
      } catch (error) {
        if (ctx.signal?.aborted) {
          throw new InputError('The request was cancelled');
        }
        if (deadline.expired()) {
          throw new ServiceUnavailableError(
            `Publishing took longer than ${
              config.publishTimeout / 1000
            } seconds. Retry; what was done so far is kept.`,
          );
        }
        throw error;
      } finally {
        deadline.clear();
      }
    },
  });
}
