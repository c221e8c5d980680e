/**
 * The health of each entity: gathered, kept, served.
 *
 * @packageDocumentation
 */
export { healthPlugin as default } from './plugin';
