export { releasePromotePermission, releasesPermissions } from './permissions';
export { isInProgress, isReleasePending, isRunPending } from './progress';
export type {
  EntityReleases,
  EnvironmentReleases,
  Promotion,
  PromotionRequest,
  PromotionRun,
  PromotionStarted,
  Release,
  ReleasesSource,
  ReleaseState,
} from './types';
