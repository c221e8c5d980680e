export { SeriesTable, type SeriesTableProps } from './SeriesTable';
