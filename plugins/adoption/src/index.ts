/**
 * The page that tells whether the paved road is used, and whether it helps.
 *
 * @packageDocumentation
 */
export { adoptionPlugin as default } from './plugin';
