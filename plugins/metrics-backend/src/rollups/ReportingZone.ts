export { ReportingZone } from '@fairway/serving';
