import { Forge } from './Forge';

/** Tells the webhooks what happens in the forge. */
export function announceWebhooks(_forge: Forge): void {}
