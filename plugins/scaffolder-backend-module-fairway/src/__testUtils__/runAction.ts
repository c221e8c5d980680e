import { mockServices } from '@backstage/backend-test-utils';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';

/** Runs an action as the scaffolder would. */
export async function runAction(
  action: TemplateAction<any, any, any>,
  options: {
    input: JsonObject;
    taskId?: string;
    workspacePath?: string;
    /** What earlier attempts have finished; kept between calls if the same map is given. */
    checkpoints?: Map<string, unknown>;
    signal?: AbortSignal;
  },
) {
  const { checkpoints = new Map<string, unknown>(), signal } = options;
  const output = jest.fn();
  const logger = mockServices.logger.mock();
  await action.handler({
    ...createMockActionContext({
      input: options.input,
      task: { id: options.taskId ?? 'task' },
      workspacePath: options.workspacePath ?? '/nowhere',
      logger,
    }),
    output,
    signal,
    checkpoint: async ({ key, fn }: { key: string; fn(): unknown }) => {
      if (!checkpoints.has(key)) {
        checkpoints.set(key, await fn());
      }
      return checkpoints.get(key);
    },
  } as never);
  return {
    logger,
    output: Object.fromEntries(output.mock.calls) as Record<string, unknown>,
  };
}
