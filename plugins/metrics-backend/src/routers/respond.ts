import type { Freshness } from '@fairway/plugin-metrics-common';
import type { Request, Response } from 'express';
import { createHash } from 'node:crypto';

/** The moment of asking is in every answer and changes nothing about it. */
const withoutMoment = (key: string, value: unknown) =>
  key === ('completeTo' satisfies keyof Freshness) ? undefined : value;

/**
 * Answers as JSON or CSV, as asked for, with an ETag that changes when the figures do: who has the same already gets 304.
 */
export function respond<T extends object>(options: {
  request: Request;
  response: Response;
  answer: T;
  format?: 'json' | 'csv';
  csv?(answer: T): string;
}): void {
  const { request, response, answer, csv } = options;
  const asCsv =
    csv && (options.format ?? request.accepts(['json', 'csv'])) === 'csv';
  const tag = createHash('sha256')
    .update(JSON.stringify(answer, withoutMoment))
    .digest('base64url')
    .slice(0, 22);
  response.set({
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept, Authorization',
    ETag: `W/"${asCsv ? 'csv-' : ''}${tag}"`,
  });
  if (!asCsv) {
    response.json(answer);
    return;
  }
  response
    .set('Content-Disposition', 'attachment; filename="delivery-metrics.csv"')
    .type('text/csv; charset=utf-8')
    .send(csv(answer));
}
