export { releasesPlugin as default } from './plugin';
export { releasesApiRef } from './api/ReleasesApi';
export type { ReleasesApi } from './api/ReleasesApi';
