export { fromCursor, toCursor } from './cursor';
export { isDatabaseAway } from './isDatabaseAway';
export { jsonBody } from './jsonBody';
export { sayWhenToRetry } from './sayWhenToRetry';
