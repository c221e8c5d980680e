import { Sketch } from './Sketch';

const COUNTS = [
  'deployments',
  'redeploys',
  'failed',
  'rework',
  'failed_rollouts',
  'unattributed',
  'open',
] as const;

type Count = (typeof COUNTS)[number];

/** A row of `rollup_day` without its key. */
export type DayRow = Record<Count, number> & {
  lead: Uint8Array;
  recovery: Uint8Array;
};

/** What happened in one scope on one day: counts, and the durations of what was delivered and recovered. */
export class DayCell {
  readonly counts: Record<Count, number> = {
    ...{
      deployments: 0,
      redeploys: 0,
      failed: 0,
      rework: 0,
      failed_rollouts: 0,
      unattributed: 0,
      open: 0,
    },
  };
  readonly lead = new Sketch();
  readonly recovery = new Sketch();

  addRow(row: DayRow): void {
    for (const name of COUNTS) this.counts[name] += row[name];
    if (row.lead.length > 1) this.lead.mergeEncoded(row.lead);
    if (row.recovery.length > 1) this.recovery.mergeEncoded(row.recovery);
  }

  toRow(): DayRow {
    return {
      ...this.counts,
      lead: Buffer.from(this.lead.encode()),
      recovery: Buffer.from(this.recovery.encode()),
    };
  }
}

export const sameRow = (a: DayRow, b: DayRow): boolean =>
  COUNTS.every(name => a[name] === b[name]) &&
  Buffer.compare(a.lead, b.lead) === 0 &&
  Buffer.compare(a.recovery, b.recovery) === 0;
