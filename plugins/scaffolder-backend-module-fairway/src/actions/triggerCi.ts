import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { CreateConfig } from '../config';
import { ConditionalReader } from '../forge/ConditionalReader';
import { startDeadline } from '../forge/deadline';
import { ForgeClients } from '../forge/ForgeClients';
import { readBranchHead } from '../forge/readBranchHead';
import { parseRepositoryUrl } from '../forge/repositoryTarget';
import { durationInput } from './durationInput';
import { followRun } from './followRun';
import { retryRun } from './retryRun';
import { startOrAdoptRun } from './startOrAdoptRun';
import { AttemptFences } from './AttemptFences';
import { examples } from './triggerCi.examples';

const DEFAULT_TIMEOUT: HumanDuration = { minutes: 20 };

/**
 * `trigger:ci`: waits for the CI run of the head commit. A run that exists is adopted, since a push starts one by
 * itself; only where none appears one is dispatched. So there is one run, however often the step is repeated; if it has
 * failed, a repetition follows the run of a newer commit, or runs again what failed.
 */
export function createTriggerCiAction(options: {
  config: CreateConfig;
  fences: AttemptFences;
  forge: ForgeClients;
}) {
  const { config, fences, forge } = options;
  return createTemplateAction({
    id: 'trigger:ci',
    description:
      'Waits for the CI run of the newest commit, and starts one if the push has not. Fails with the job, the step and the error if the run does. Safe to repeat.',
    examples,
    schema: {
      input: {
        repoUrl: z =>
          z.string({
            description: 'Where, as `host?owner=organisation&repo=name`',
          }),
        workflow: z =>
          z
            .string({ description: 'File of the workflow. Default: ci.yaml' })
            .regex(/^[A-Za-z0-9._-]+\.ya?ml$/)
            .optional(),
        branch: z =>
          z
            .string({ description: 'Branch to run on. Default: main' })
            .optional(),
        commitHash: z =>
          z
            .string({
              description:
                'Full hash of the commit whose run is wanted. Default: the newest of the branch',
            })
            .optional(),
        workflowInputs: z =>
          z
            .record(z.string(), {
              description: 'Inputs for a run that has to be started',
            })
            .optional(),
        timeout: durationInput('How long to wait. Default: 20 minutes'),
      },
      output: {
        runId: z => z.number({ description: 'Id of the run' }),
        runUrl: z => z.string({ description: 'Page of the run' }),
        commitHash: z =>
          z.string({
            description:
              'Full hash of the commit that the run is of: a newer one than asked for, if that has failed and this came after it',
          }),
        status: z => z.string({ description: 'Status of the run' }),
        conclusion: z => z.string({ description: 'How the run ended' }),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const target = parseRepositoryUrl(input.repoUrl, config);
      const branch = input.branch ?? 'main';
      const workflow = input.workflow ?? 'ci.yaml';
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
        const place = { client, target, deadline };
        const reader = ConditionalReader.create(client.octokit);
        const commit =
          input.commitHash ??
          (await readBranchHead(client.octokit, target, branch));
        let started = false;
        const { runId } = await ctx.checkpoint({
          key: `run.${target.organisation}.${target.name}.${workflow}.${commit}`,
          fn: async () => {
            started = true;
            const id = await startOrAdoptRun({
              ...place,
              reader,
              logger,
              workflow,
              branch,
              commit,
              inputs: input.workflowInputs,
            });
            return { runId: id };
          },
        });
        const awaited = started
          ? { runId, attempt: 1, commit }
          : await retryRun({
              ...place,
              reader,
              logger,
              workflow,
              branch,
              runId,
              commit,
            });
        const run = await followRun({ ...place, reader, logger, ...awaited });
        ctx.output('runId', run.id);
        ctx.output('runUrl', run.html_url);
        ctx.output('commitHash', awaited.commit);
        ctx.output('status', run.status ?? 'completed');
        ctx.output('conclusion', run.conclusion ?? 'success');
      } catch (error) {
        if (ctx.signal?.aborted) {
          throw new InputError('The request was cancelled; CI may still run');
        }
        if (deadline.expired() && (error as Error).name === 'AbortError') {
          throw new ServiceUnavailableError(
            `The forge did not answer in time about ${workflow}. Retry; a run that has been started is adopted.`,
          );
        }
        throw error;
      } finally {
        deadline.clear();
      }
    },
  });
}
