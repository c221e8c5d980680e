import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import {
  createTemplateGlobalFunction,
  scaffolderTemplatingExtensionPoint,
} from '@backstage/plugin-scaffolder-node/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import request from 'supertest';
import { readSkeleton, TemplateFolder } from './template';

/** What a template made of one set of values. */
export interface Rendering {
  files: Map<string, string>;
  /** The input of each outside step, by the action's id. */
  inputs: Record<string, Record<string, unknown>>;
  output: Record<string, unknown>;
}

/** A refusal of the form's values, as the scaffolder words it. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

// What stands outside of the portal, and what each step says back.
const OUTSIDE = {
  'publish:github': {
    remoteUrl: 'http://forge/acme/x',
    repoContentsUrl: 'http://forge/acme/x/tree/main/',
    commitHash: 'c0ffee',
  },
  'trigger:ci': {
    runUrl: 'http://forge/acme/x/actions/runs/1',
    // Not what was published: the commit that CI passed may correct it.
    commitHash: 'decade',
  },
  'await:deployment': { url: 'http://localhost:8100', version: 'v1' },
};

/**
 * The real scaffolder with Backstage's own actions. The steps that reach outside only note their input, so that a
 * template can be tried on its own.
 *
 * @param host - the forge that `repositoryUrl` points to
 */
export async function startScaffolder({ host }: { host: string }) {
  const inputs: Rendering['inputs'] = {};
  const outside = createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'outside',
    register({ registerInit }) {
      registerInit({
        deps: {
          actions: scaffolderActionsExtensionPoint,
          templating: scaffolderTemplatingExtensionPoint,
        },
        async init({ actions, templating }) {
          for (const [id, outputs] of Object.entries(OUTSIDE)) {
            actions.addActions(
              createTemplateAction({
                id,
                supportsDryRun: true,
                async handler(ctx) {
                  inputs[id] = { ...ctx.input };
                  for (const [key, value] of Object.entries(outputs)) {
                    ctx.output(key as never, value as never);
                  }
                },
              }),
            );
          }
          templating.addTemplateGlobals([
            createTemplateGlobalFunction({
              id: 'repositoryUrl',
              schema: z => z.function(z.tuple([z.string()]), z.string()),
              fn: (name: string) => `${host}?owner=acme&repo=${name}`,
            }),
          ]);
        },
      });
    },
  });

  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'mock' },
            spec: {},
          },
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          integrations: {
            github: [{ host, apiBaseUrl: `http://${host}/api/v3` }],
          },
        },
      }),
      outside,
    ],
  });

  return {
    stop: () => backend.stop(),
    /** @throws RefusedError if the template's own rules do not allow the values */
    async render(
      template: TemplateFolder,
      values: Record<string, unknown>,
    ): Promise<Rendering> {
      const content = await readSkeleton(template.content);
      const response = await request(backend.server)
        .post('/api/scaffolder/v2/dry-run')
        .set('authorization', mockCredentials.user.header())
        .send({
          template: template.entity,
          values,
          directoryContents: [...content].map(([path, bytes]) => ({
            path: `content/${path}`,
            base64Content: bytes.toString('base64'),
          })),
        });
      if (response.status === 400 && Array.isArray(response.body.errors)) {
        throw new RefusedError(
          response.body.errors
            .map((error: { stack: string }) => error.stack)
            .join('; '),
        );
      }
      if (response.status !== 200) {
        throw new Error(`${response.status}: ${JSON.stringify(response.body)}`);
      }
      return {
        files: new Map(
          response.body.directoryContents.map(
            (file: { path: string; base64Content: string }) => [
              file.path,
              Buffer.from(file.base64Content, 'base64').toString('utf8'),
            ],
          ),
        ),
        inputs: structuredClone(inputs),
        output: response.body.output,
      };
    },
  };
}
