export {
  MetricCell,
  type MetricCellProps,
  type MetricCellValue,
} from './MetricCell';
