export { CsvButton } from './CsvButton';
export { CsvMenu } from './CsvMenu';
