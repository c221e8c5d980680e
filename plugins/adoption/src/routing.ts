/**
 * All that this package wants from the router. Backstage is about to make navigation independent of a router:
 * then this file changes and no other.
 */
export { useLocation, useSearchParams } from 'react-router-dom';
