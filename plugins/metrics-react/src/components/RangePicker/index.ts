export { RangePicker, type RangePickerProps } from './RangePicker';
