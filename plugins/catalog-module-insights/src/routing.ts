/**
 * All that this package wants from the router. Backstage is about to make navigation independent of a router:
 * then this file changes and no other.
 */
import {
  Link,
  useLocation,
  useMatch,
  useNavigate,
  useParams,
  useResolvedPath,
  useRoutes,
  useSearchParams,
} from 'react-router-dom';

export {
  Link,
  useLocation,
  useMatch,
  useNavigate,
  useParams,
  useResolvedPath,
  useRoutes,
  useSearchParams,
};
