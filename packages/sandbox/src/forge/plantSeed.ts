import { Forge } from './Forge';

/** What a first start brings. */
export async function plantSeed(_forge: Forge): Promise<void> {}
