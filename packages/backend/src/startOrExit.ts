import type { createBackend } from '@backstage/backend-defaults';
import { told } from './told';

/** Starts the backend. What did not come up whole ends the process, so that whoever supervises it notices. */
export async function startOrExit(backend: ReturnType<typeof createBackend>) {
  await told('start');
  await backend.start().catch(error => {
    process.stderr.write(`Fairway did not start: ${error.message}\n`);
    process.exit(1);
  });
}
