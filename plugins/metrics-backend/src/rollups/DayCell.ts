import { Sketch } from '@fairway/serving';

export const COUNTS = [
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

/** Rows of several days put together by the database: their counts added, their sketches one after the other. */
export type SumRow = Record<Count, number> & {
  /** Each sketch behind its length, in four bytes; null where no day has any. */
  lead: Buffer | null;
  recovery: Buffer | null;
};

const LENGTH_BYTES = 4;

function mergeEach(sketch: Sketch, bytes: Buffer | null): void {
  if (!bytes) return;
  for (let start = LENGTH_BYTES; start < bytes.length;) {
    const end = start + bytes.readUInt32BE(start - LENGTH_BYTES);
    sketch.mergeEncoded(bytes, start, end);
    start = end + LENGTH_BYTES;
  }
}

/** What happened in one scope on one day or on several: counts, and the durations of what was delivered and recovered. */
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

  addSum(row: SumRow): void {
    for (const name of COUNTS) this.counts[name] += row[name];
    mergeEach(this.lead, row.lead);
    mergeEach(this.recovery, row.recovery);
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
