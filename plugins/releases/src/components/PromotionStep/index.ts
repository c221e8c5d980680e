export { PromotionStep } from './PromotionStep';
