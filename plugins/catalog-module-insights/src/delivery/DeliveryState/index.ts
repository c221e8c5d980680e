export {
  DeliveryFailure,
  FilteredAway,
  isEmpty,
  isFilteredAway,
  NothingYet,
} from './DeliveryState';
