export { CreateRouter, PathsRouter, RunsRouter } from './CreateRouter';
