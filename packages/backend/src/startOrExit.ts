import { once } from 'node:events';
import type { createBackend } from '@backstage/backend-defaults';

/**
 * Starts the backend: at once, or with FAIRWAY_START_WHEN_TOLD when the process above sends `start`, its modules being
 * loaded by then. What did not come up whole ends the process, so that whoever supervises it notices.
 */
export async function startOrExit(backend: ReturnType<typeof createBackend>) {
  if (process.env.FAIRWAY_START_WHEN_TOLD) {
    // Nothing else keeps the process alive yet.
    process.channel?.ref();
    await once(process, 'message');
    process.channel?.unref();
  }
  await backend.start().catch(error => {
    process.stderr.write(`Fairway did not start: ${error.message}\n`);
    process.exit(1);
  });
}
