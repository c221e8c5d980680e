export { OwnsCard } from './OwnsCard';
