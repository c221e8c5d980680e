export { RowsDrawer } from './RowsDrawer';
