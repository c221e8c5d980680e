import { resolve } from 'node:path';
import { z } from 'zod';
import { startSandbox } from './startSandbox';

const variables = z.object({
  FAIRWAY_STATE: z.string().default(resolve('.fairway/state')),
  FAIRWAY_PORT: z.coerce.number().int().min(1).max(65535).default(7007),
  FAIRWAY_FORGE_PORT: z.coerce.number().int().min(0).max(65535).default(7990),
  FAIRWAY_FORGE_TOKEN: z.string().min(1).optional(),
  FAIRWAY_DEPLOYER_TOKEN: z.string().min(1).optional(),
  FAIRWAY_OAUTH_CLIENT_ID: z.string().min(1).optional(),
  FAIRWAY_OAUTH_CLIENT_SECRET: z.string().min(1).optional(),
  FAIRWAY_WEBHOOK_SECRET: z.string().min(1).optional(),
  FAIRWAY_WEBHOOK_URL: z.string().url().optional(),
});

function readVariables(): z.output<typeof variables> {
  const result = variables.safeParse(process.env);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${issue.path.join('.')}: ${issue.message}`);
  }
  return result.data;
}

async function main() {
  const set = readVariables();
  const portal = `http://localhost:${set.FAIRWAY_PORT}`;
  const sandbox = await startSandbox({
    stateDir: resolve(set.FAIRWAY_STATE, 'sandbox'),
    port: set.FAIRWAY_FORGE_PORT,
    portalToken: set.FAIRWAY_FORGE_TOKEN,
    deployerToken: set.FAIRWAY_DEPLOYER_TOKEN,
    oauth:
      set.FAIRWAY_OAUTH_CLIENT_ID && set.FAIRWAY_OAUTH_CLIENT_SECRET
        ? {
            clientId: set.FAIRWAY_OAUTH_CLIENT_ID,
            clientSecret: set.FAIRWAY_OAUTH_CLIENT_SECRET,
            callbackUrls: [`${portal}/api/auth/github/handler/frame`],
          }
        : undefined,
    webhook: set.FAIRWAY_WEBHOOK_SECRET
      ? {
          url: set.FAIRWAY_WEBHOOK_URL ?? `${portal}/api/metrics/ingest/github`,
          secret: set.FAIRWAY_WEBHOOK_SECRET,
        }
      : undefined,
  });
  let stopping = false;
  const stop = () => {
    if (!stopping) {
      stopping = true;
      sandbox.stop().then(() => process.exit(0), fail);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.stdout.write(`The sandbox is ready at ${sandbox.url}\n`);
}

function fail(error: unknown) {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}

main().catch(fail);
