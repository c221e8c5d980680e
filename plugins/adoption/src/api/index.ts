export {
  adoptionApiRef,
  type AdoptionApi,
  type DashboardAnswers,
  type RowList,
  type RowLists,
} from './AdoptionApi';
export { AdoptionClient } from './AdoptionClient';
