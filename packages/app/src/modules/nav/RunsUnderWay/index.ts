export { RunsUnderWay } from './RunsUnderWay';
