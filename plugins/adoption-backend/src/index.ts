/**
 * Whether the paved road is used, and where it breaks.
 *
 * @packageDocumentation
 */
export { adoptionPlugin as default } from './plugin';
