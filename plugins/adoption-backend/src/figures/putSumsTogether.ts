import { Sketch } from '@fairway/serving';
import type { Knex } from 'knex';
import { CreationTotals } from './CreationTotals';
import { SPANS, type Span, startOfSpan } from './spans';

interface SumRow {
  creations: Buffer;
  deploys: Buffer;
}

/** Keeps what is known of one span, or that nothing is. */
export async function keepSum(
  transaction: Knex.Transaction,
  key: { span: Span; first_day: number },
  row: SumRow | undefined,
): Promise<void> {
  if (row)
    await transaction('creation_sum')
      .insert({ ...key, ...row })
      .onConflict(['span', 'first_day'])
      .merge();
  else await transaction('creation_sum').where(key).delete();
}

/** Puts the weeks that some days lie in together anew, and then the four weeks that those lie in. */
export async function putSumsTogether(
  transaction: Knex.Transaction,
  days: number[],
): Promise<void> {
  for (const [place, span] of SPANS.entries()) {
    if (place === 0) continue;
    for (const firstDay of new Set(days.map(day => startOfSpan(day, span)))) {
      const rows: SumRow[] = await transaction('creation_sum')
        .where('span', SPANS[place - 1])
        .where('first_day', '>=', firstDay)
        .where('first_day', '<', firstDay + span)
        .select('creations', 'deploys');
      await keepSum(
        transaction,
        { span, first_day: firstDay },
        rows.length ? sumOf(rows) : undefined,
      );
    }
  }
}

function sumOf(rows: SumRow[]): SumRow {
  const creations = new CreationTotals();
  const deploys = new Sketch();
  for (const row of rows) {
    creations.mergeEncoded(row.creations);
    deploys.mergeEncoded(row.deploys);
  }
  return {
    creations: creations.encode(),
    deploys: Buffer.from(deploys.encode()),
  };
}
