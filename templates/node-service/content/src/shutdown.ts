import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { Health } from './health.ts';

export type ShutdownOptions = {
  app: Pick<FastifyInstance, 'close' | 'log'>;
  health: Health;
  config: Pick<Config, 'shutdownDelaySeconds' | 'shutdownTimeoutSeconds'>;
  /** What else is to be closed once no request is left. */
  finish?: () => Promise<void>;
};

/**
 * Stops without failing a request: /readyz says no, traffic has time to go elsewhere, requests in flight finish. What is
 * not finished by the deadline is cut off.
 *
 * @returns the exit code: 0, or 1 if something was cut off
 */
export async function shutDown({ app, health, config, finish }: ShutdownOptions): Promise<number> {
  health.draining = true;
  app.log.info({ delaySeconds: config.shutdownDelaySeconds }, 'Draining');
  await wait(config.shutdownDelaySeconds * 1000);

  const deadline = new AbortController();
  const stopped = app.close().then(async () => finish?.());
  try {
    await Promise.race([
      stopped,
      wait(config.shutdownTimeoutSeconds * 1000, undefined, { signal: deadline.signal }).then(() => {
        throw new Error(`Not finished within ${config.shutdownTimeoutSeconds} s`);
      }),
    ]);
    app.log.info('Stopped');
    return 0;
  } catch (error) {
    app.log.error({ err: error }, 'Stopped before everything was finished');
    return 1;
  } finally {
    deadline.abort();
  }
}
