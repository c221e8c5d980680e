export { RollUpCard } from './RollUpCard';
