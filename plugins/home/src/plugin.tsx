import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiHome5Line } from '@remixicon/react';
import { z } from 'zod';
import { HomePage } from './components/HomePage';

/** Pages of documentation, in the order in which they are shown. */
const documentationSchema = z
  .array(
    z.object({
      title: z.string(),
      /** A path of the portal, or an address elsewhere. */
      url: z.string(),
      kind: z
        .enum(['gettingStarted', 'bestPractice', 'runbook', 'metrics'])
        .optional(),
    }),
  )
  .optional();

const rootRouteRef = createRouteRef();

const homePage = PageBlueprint.makeWithOverrides({
  configSchema: { documentation: documentationSchema },
  factory(originalFactory, { config }) {
    return originalFactory({
      path: '/',
      routeRef: rootRouteRef,
      title: 'Home',
      icon: <RiHome5Line size={16} />,
      noHeader: true,
      // No script of its own: most visits begin here.
      loader: async () => <HomePage documentation={config.documentation} />,
    });
  },
});

/** The page one lands on. */
export const homePlugin = createFrontendPlugin({
  pluginId: 'home',
  title: 'Home',
  routes: { root: rootRouteRef },
  extensions: [homePage],
});
