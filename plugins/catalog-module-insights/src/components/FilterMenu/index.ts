export { FilterMenu, type FilterOption } from './FilterMenu';
