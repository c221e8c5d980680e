import { CustomErrorBase } from '@backstage/errors';

/**
 * The forge wants no calls for longer than anybody waits at a page. The run is set aside, its worker is free for others,
 * and a retry goes on where it was.
 */
export class ParkedError extends CustomErrorBase {
  /** The run's page knows it by this. */
  name = 'ParkedError' as const;
  /** Where it is the answer to a request. */
  readonly statusCode = 503;
}
