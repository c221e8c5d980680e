export { parseWindow, type TimeWindow, windowBefore } from '@fairway/serving';
