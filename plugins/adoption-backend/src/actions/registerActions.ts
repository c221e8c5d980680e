import type { ActionDependencies } from './ActionDependencies';
import { createGetAdoptionAction } from './createGetAdoptionAction';
import { createListFailedCreationsAction } from './createListFailedCreationsAction';
import { createListServicesByPathAction } from './createListServicesByPathAction';

/** What the command line and assistants can ask for. */
export function registerActions(dependencies: ActionDependencies): void {
  createGetAdoptionAction(dependencies);
  createListFailedCreationsAction(dependencies);
  createListServicesByPathAction(dependencies);
}
