const PUBLISHES = /^publish:/;

/** Whether a step of a template publishes a repository. */
export const publishesRepository = (step: { action?: unknown } | undefined) =>
  typeof step?.action === 'string' && PUBLISHES.test(step.action);
