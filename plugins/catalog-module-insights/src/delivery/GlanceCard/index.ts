export { GlanceCard } from './GlanceCard';
