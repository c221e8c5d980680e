export { Page, type PageProps } from './Page';
export {
  PageHeader,
  type Crumb,
  type HeaderFact,
  type PageHeaderProps,
} from './PageHeader';
