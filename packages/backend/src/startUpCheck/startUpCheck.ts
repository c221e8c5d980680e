import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { findProblems } from './findProblems';

const startUpCheckRef = createServiceRef<void>({
  id: 'fairway.start-up-check',
  scope: 'root',
});

/**
 * Reads the configuration before any plugin does, and ends the start when it is
 * unsafe: one line for each problem, naming the key and the remedy.
 */
export const startUpCheck = createServiceFactory({
  service: startUpCheckRef,
  initialization: 'always',
  deps: { config: coreServices.rootConfig },
  async factory({ config }) {
    const problems = findProblems(config, process.env.NODE_ENV);
    if (problems.length > 0) {
      const lines = problems.map(({ key, remedy }) => `  ${key}: ${remedy}`);
      throw new Error(
        ['the configuration is not safe to start with:', ...lines].join('\n'),
      );
    }
  },
});
