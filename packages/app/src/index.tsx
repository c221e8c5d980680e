import '@backstage/ui/css/styles.css';
import '@fairway/look/css/fairway.css';
import { headStart } from './headStart';

headStart();

// Fetched at once: as a part of this file, the portal would be taken apart into twenty scripts, each with its price.
// By this name its build knows what the page is to name.
import(/* webpackChunkName: "portal" */ './portal').then(
  ({ showPortal }) => showPortal(),
  error => {
    const message = document.createElement('p');
    message.role = 'alert';
    message.textContent = 'Fairway could not be loaded. Reload the page.';
    document.body.append(message);
    throw error;
  },
);
