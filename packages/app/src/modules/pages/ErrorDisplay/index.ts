export { ErrorDisplay } from './ErrorDisplay';
