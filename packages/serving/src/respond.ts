import type { Request, Response } from 'express';
import { createHash } from 'node:crypto';

/** The moment of asking is in every answer and changes nothing about it. */
const MOMENT = /"completeTo":"[^"]*"/g;

/**
 * Answers as JSON or CSV, as asked for, with an ETag that changes when the figures do: who has the same already gets 304.
 */
export function respond<T extends object>(options: {
  request: Request;
  response: Response;
  answer: T;
  format?: 'json' | 'csv';
  csv?(answer: T): string;
  /** What the CSV is called when it is kept. */
  filename: string;
}): void {
  const { request, response, answer, csv } = options;
  const asCsv =
    csv && (options.format ?? request.accepts(['json', 'csv'])) === 'csv';
  const json = JSON.stringify(answer);
  const tag = createHash('sha256')
    .update(json.replaceAll(MOMENT, ''))
    .digest('base64url')
    .slice(0, 22);
  response.set({
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept, Authorization',
    ETag: `W/"${asCsv ? 'csv-' : ''}${tag}"`,
  });
  if (!asCsv) {
    response.type('json').send(json);
    return;
  }
  response
    .set('Content-Disposition', `attachment; filename="${options.filename}"`)
    .type('text/csv; charset=utf-8')
    .send(csv(answer));
}
