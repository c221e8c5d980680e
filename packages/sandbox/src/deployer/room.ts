import { Room } from '../forge/Room';

export const deployerRoom: Room = { name: 'deployer', migrations: [] };
