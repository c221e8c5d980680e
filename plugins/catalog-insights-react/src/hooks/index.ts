export { useEntityLinks } from './useEntityLinks';
export { useLoaded, type Loaded, type LoadedResult } from './useLoaded';
export { useRefresh } from './useRefresh';
