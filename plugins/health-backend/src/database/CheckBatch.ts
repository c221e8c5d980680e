import type { HealthReason } from '@fairway/plugin-health-common';
import type { Knex } from 'knex';
import type { Judgement } from '../rules/judge';
import { nextNotice } from '../rules/nextNotice';
import type { EntityRow, PartRow } from './rows';

/** All of a judgement that a reader sees change. */
const shown = ({ status, reasons }: Judgement) =>
  JSON.stringify([
    status,
    reasons.map(({ checkedAt, ...reason }: HealthReason) => reason),
  ]);

/** What one transaction writes, gathered so that what did not change costs one statement for all. */
export class CheckBatch {
  readonly #transaction: Knex.Transaction;
  readonly #source: string;
  readonly #now: number;
  readonly #parts: PartRow[] = [];
  readonly #seenAgain: string[] = [];
  readonly #gone: string[] = [];
  readonly #entities: (Partial<EntityRow> & { entity_ref: string })[] = [];
  readonly #changes: object[] = [];

  constructor(transaction: Knex.Transaction, source: string, now: number) {
    this.#transaction = transaction;
    this.#source = source;
    this.#now = now;
  }

  part({ entity_ref: ref }: EntityRow, before: PartRow[], after: PartRow[]) {
    const own = (rows: PartRow[]) =>
      rows.find(row => row.source === this.#source);
    const [old, current] = [own(before), own(after)];
    if (!current) {
      if (old) this.#gone.push(ref);
    } else if (old?.state !== current.state) this.#parts.push(current);
    else if (current.checked_at === this.#now) this.#seenAgain.push(ref);
  }

  entity(row: EntityRow, judged: { before: Judgement; after: Judgement }) {
    const { status, reasons, main } = judged.after;
    const first = Number(row.revision) === 0;
    const changed = status !== row.status;
    if (!first && !changed && shown(judged.before) === shown(judged.after))
      return;
    const since = changed
      ? sinceOf(judged.after, first ? 0 : Number(row.since), this.#now)
      : Number(row.since);
    this.#entities.push({
      ...{ entity_ref: row.entity_ref, status, since },
      text: main?.text ?? null,
      stale: reasons.some(({ stale }) => stale),
      ...(changed && {
        to_tell:
          nextNotice({
            to: status,
            told: row.told,
            toTell: row.to_tell,
          }) ?? null,
      }),
    });
    if (changed)
      this.#changes.push({
        entity_ref: row.entity_ref,
        at: first ? this.#now : since,
        from_status: row.status,
        to_status: status,
        reasons: JSON.stringify(reasons),
      });
  }

  async write() {
    const transaction = this.#transaction;
    const own = (refs: string[]) =>
      transaction('health_part')
        .where('source', this.#source)
        .whereIn('entity_ref', refs);
    if (this.#parts.length)
      await transaction('health_part')
        .insert(this.#parts)
        .onConflict(['entity_ref', 'source'])
        .merge();
    if (this.#seenAgain.length)
      await own(this.#seenAgain).update({ checked_at: this.#now });
    if (this.#gone.length) await own(this.#gone).delete();
    if (this.#changes.length)
      await transaction('health_change').insert(this.#changes);
    await this.#writeEntities();
  }

  // Last, since the counter's row is held until the end: who has seen a
  // revision has seen all before it.
  async #writeEntities() {
    if (!this.#entities.length) return;
    const transaction = this.#transaction;
    await transaction('health_revision').increment(
      'value',
      this.#entities.length,
    );
    const { value } = await transaction('health_revision').first('value');
    let revision = Number(value) - this.#entities.length;
    for (const { entity_ref: ref, ...row } of this.#entities)
      await transaction('health_entity')
        .where('entity_ref', ref)
        .update({ ...row, revision: (revision += 1) });
  }
}

/** When a status began: with its main reason, if that is known to be after the one before. */
function sinceOf(
  { status, main }: Judgement,
  earliest: number,
  now: number,
): number {
  const began = status === 'healthy' ? NaN : Date.parse(main?.since ?? '');
  return Number.isNaN(began) ? now : Math.min(Math.max(began, earliest), now);
}
