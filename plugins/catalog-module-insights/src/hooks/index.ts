export { useLoaded, type Loaded } from './useLoaded';
