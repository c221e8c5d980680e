import '@backstage/ui/css/styles.css';
import '@fairway/look/css/fairway.css';
import { createRoot } from 'react-dom/client';
import { createPortal } from './App';

const root = document.getElementById('root');
if (!root) {
  throw new Error('The page has no element with the id root');
}
createRoot(root).render(createPortal());
