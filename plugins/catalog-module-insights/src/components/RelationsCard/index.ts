export { RelationsCard } from './RelationsCard';
