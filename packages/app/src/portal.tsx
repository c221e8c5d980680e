import { createRoot } from 'react-dom/client';
import { createPortal } from './App';

/** Puts the portal into the page. */
export function showPortal() {
  const root = document.getElementById('root');
  if (!root) {
    throw new Error('The page has no element with the id root');
  }
  createRoot(root).render(createPortal());
}
