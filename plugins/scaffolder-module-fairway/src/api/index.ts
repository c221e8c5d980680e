export { attemptsApiRef, type AttemptsApi } from './AttemptsApi';
export { AttemptsClient } from './AttemptsClient';
export {
  createServiceApiRef,
  type CreateRequest,
  type CreateServiceApi,
  type NameAnswer,
  type Run,
  type RunsPage,
  type RunsQuery,
} from './CreateServiceApi';
export { CreateServiceClient } from './CreateServiceClient';
