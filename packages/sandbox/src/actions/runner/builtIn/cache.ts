import { ActionContext } from './ActionContext';

/** actions/cache and its parts: restores and saves nothing, and says so. A cache may always miss. */
export async function cache(context: ActionContext): Promise<void> {
  context.log.write(
    'The local runner keeps no cache for actions/cache: this is a miss, and nothing is saved. Packages of npm are kept between jobs anyway.',
  );
  context.setOutput('cache-hit', 'false');
}
