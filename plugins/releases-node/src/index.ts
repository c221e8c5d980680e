export { releasesExtensionPoint } from './extensions';
export type { ReleasesExtensionPoint } from './extensions';
export type {
  PromoteOptions,
  ProvidedReleases,
  ReleasesProvider,
} from './ReleasesProvider';
