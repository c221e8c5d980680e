export { formatCount } from './count';
export { safeUrl } from './safeUrl';
export { formatDuration, formatElapsed, formatMoment } from './time';
