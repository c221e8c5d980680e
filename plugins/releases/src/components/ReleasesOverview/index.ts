export { ReleasesOverview } from './ReleasesOverview';
