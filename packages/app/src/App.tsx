import { createApp } from '@backstage/frontend-defaults';
import { features } from './features';
import { Splash } from './modules/layout';

export default createApp({
  features,
  advanced: { loadingElement: <Splash /> },
});
