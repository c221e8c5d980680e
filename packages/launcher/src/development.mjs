import { startProcess } from './services.mjs';

const PAGES = 'http://localhost:3000';

/**
 * Backstage's own development servers: pages with hot reload on port 3000, the backend restarted on each change. They
 * are two origins, so the page's address and CORS differ from app-config.yaml, for this run only.
 */
export const startDevelopment = (environment, onEnd) =>
  startProcess({
    name: 'development servers',
    args: [environment.FAIRWAY_YARN, 'backstage-cli', 'repo', 'start'],
    environment: {
      ...environment,
      NODE_ENV: 'development',
      APP_CONFIG_app_baseUrl: JSON.stringify(PAGES),
      APP_CONFIG_backend_cors_origin: JSON.stringify(PAGES),
      APP_CONFIG_backend_cors_credentials: 'true',
    },
    output: 'inherit',
    onEnd,
  });
