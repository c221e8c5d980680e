import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  AttemptRow,
  AttemptsQuery,
  CreationsAnswer,
  DashboardQuery,
  DeliveryAnswer,
  DeliveryRow,
  DeliveryRowsQuery,
  DeploysQuery,
  FirstDeployRow,
  RowsAnswer,
  ServiceRow,
  ServicesAnswer,
  ServicesQuery,
} from '@fairway/plugin-adoption-common';

interface QuestionOptions {
  signal?: AbortSignal;
}

/** The three parts of the dashboard, by the words that they are asked for with. */
export interface DashboardAnswers {
  creations: CreationsAnswer;
  services: ServicesAnswer;
  delivery: DeliveryAnswer;
}

/** The lists behind its numbers: what each is asked with, and what a row is. */
export interface RowLists {
  attempts: { query: AttemptsQuery; row: AttemptRow };
  deploys: { query: DeploysQuery; row: FirstDeployRow };
  services: { query: ServicesQuery; row: ServiceRow };
  delivery: { query: DeliveryRowsQuery; row: DeliveryRow };
}

export type RowList = keyof RowLists;

/** Whether the paved road is used, and the rows behind each number. Refusals are `ResponseError`s. */
export interface AdoptionApi {
  dashboard<Part extends keyof DashboardAnswers>(
    part: Part,
    query: DashboardQuery,
    options?: QuestionOptions,
  ): Promise<DashboardAnswers[Part]>;
  /** A part of the dashboard as a file. */
  dashboardCsv(
    part: keyof DashboardAnswers,
    query: DashboardQuery,
  ): Promise<string>;
  rows<List extends RowList>(
    list: List,
    query: RowLists[List]['query'],
    options?: QuestionOptions,
  ): Promise<RowsAnswer<RowLists[List]['row']>>;
  /** The rows that the reader may see, all pages of them, as a file. */
  rowsCsv<List extends RowList>(
    list: List,
    query: RowLists[List]['query'],
  ): Promise<string>;
}

export const adoptionApiRef = createApiRef<AdoptionApi>().with({
  id: 'plugin.adoption.adoption',
  pluginId: 'adoption',
});
