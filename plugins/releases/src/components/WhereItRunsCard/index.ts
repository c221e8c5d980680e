export { WhereItRunsCard } from './WhereItRunsCard';
