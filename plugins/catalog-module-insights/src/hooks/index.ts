export { useLoaded, type Loaded } from '@fairway/plugin-catalog-insights-react';
