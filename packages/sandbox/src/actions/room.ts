import { Room } from '../forge/Room';

export const actionsRoom: Room = { name: 'actions', migrations: [] };
