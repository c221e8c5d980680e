import { createApp } from '@backstage/frontend-defaults';
import { features } from './features';
import { Splash } from './modules/layout';

/** The portal, ready to be put into a page. */
export function createPortal() {
  return createApp({
    features,
    advanced: { loadingElement: <Splash /> },
  }).createRoot();
}
