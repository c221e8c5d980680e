export { FilterButton, type FilterButtonProps } from './FilterButton';
export {
  FilterMenu,
  type FilterMenuProps,
  type FilterOption,
} from './FilterMenu';
