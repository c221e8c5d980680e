import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';

/**
 * Asks another plugin. How that fails, its status and its inner words, is no answer of this one.
 *
 * @param whom - to begin a sentence with: `The catalog`
 * @throws ServiceUnavailableError
 */
export async function askElsewhere<T>(
  logger: LoggerService,
  whom: string,
  question: () => Promise<T>,
): Promise<T> {
  try {
    return await question();
  } catch (error) {
    logger.warn(`${whom} could not be asked`, toError(error));
    throw new ServiceUnavailableError(`${whom} does not answer`);
  }
}
