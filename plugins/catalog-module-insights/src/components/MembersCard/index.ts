export { MembersCard } from './MembersCard';
