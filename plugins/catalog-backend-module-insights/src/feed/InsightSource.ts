import type { InsightColumns } from '../database/DatabaseInsightStore';

/** What changed after a revision. */
export interface InsightChanges {
  refs: string[];
  /** The columns of these entities, where the news tell them. */
  columns?: Map<string, InsightColumns>;
  /** To ask from next. */
  revision: number;
}

/** Where columns of the list come from: something that counts its changes. */
export interface InsightSource {
  id: string;
  /** One of its columns, filled for every entity that it knows. */
  mark: string;
  /** What its columns are where it knows nothing. */
  empty: InsightColumns;
  changesSince(revision: number, signal: AbortSignal): Promise<InsightChanges>;
  /** The columns of a few entities, where the news do not tell them. */
  columnsOf?(
    refs: string[],
    signal: AbortSignal,
  ): Promise<Map<string, InsightColumns>>;
}
