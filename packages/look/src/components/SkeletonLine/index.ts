export { SkeletonLine, type SkeletonLineProps } from './SkeletonLine';
