export { PromotionNote } from './PromotionNote';
