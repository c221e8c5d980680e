export { releasePromotePermission, releasesPermissions } from './permissions';
export { isReleasePending, isRunPending } from './progress';
export { isInProgress, promotionPhase } from './promotionPhase';
export type { PromotionPhase, PromotionView } from './promotionPhase';
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
