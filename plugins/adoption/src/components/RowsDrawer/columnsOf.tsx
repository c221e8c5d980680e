import type {
  AttemptRow,
  DeliveryRow,
  FirstDeployRow,
  ServiceRow,
} from '@fairway/plugin-adoption-common';
import type { RowsView } from '../../model/adoptionView';
import type { Column } from '../DataTable';
import { attemptColumns } from './attemptColumns';
import { deliveryColumns } from './deliveryColumns';
import { deployColumns } from './deployColumns';
import { serviceColumns } from './serviceColumns';

/** A row of whichever list. */
export type AnyRow = AttemptRow | FirstDeployRow | ServiceRow | DeliveryRow;

/** What tells a row from the others of its list. */
export function keyOf(row: AnyRow): string {
  return 'id' in row ? row.id : row.entityRef;
}

/** What is shown of the rows of a list. */
export function columnsOf(rows: RowsView, now: Date): Column<AnyRow>[] {
  const columns = {
    attempts: () => attemptColumns(rows, now),
    deploys: () => deployColumns(now),
    services: () => serviceColumns(),
    delivery: () => deliveryColumns(rows.metric),
  }[rows.list]();
  // Which list it is says which rows it has.
  return columns as unknown as Column<AnyRow>[];
}
