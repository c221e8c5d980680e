export { openTemplate, readSkeleton, type TemplateFolder } from './template';
export {
  RefusedError,
  type Rendering,
  startScaffolder,
} from './startScaffolder';
