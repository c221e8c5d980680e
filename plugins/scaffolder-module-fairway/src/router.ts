// The one place that knows the router: a later Backstage release makes navigation independent of it.
export {
  Route,
  Routes,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router-dom';
