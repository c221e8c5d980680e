export { Column, Columns, type ColumnsProps } from './Columns';
