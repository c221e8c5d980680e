export { OverviewLayout } from './OverviewLayout';
