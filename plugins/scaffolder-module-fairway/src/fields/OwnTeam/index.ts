export { OwnTeam } from './OwnTeam';
