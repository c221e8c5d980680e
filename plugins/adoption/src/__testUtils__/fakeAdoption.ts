import { ResponseError } from '@backstage/errors';
import type { AttemptRow, RowsAnswer } from '@fairway/plugin-adoption-common';
import type { AdoptionApi, DashboardAnswers } from '../api';
import {
  answered,
  creationsAnswer,
  deliveryAnswer,
  nodeService,
  servicesAnswer,
} from './answers';

/** An answer as the API client sees one that is no success. */
export async function refusal(status: number): Promise<ResponseError> {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({ error: { name: 'Refused', message: 'Not for you' } }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );
}

/** A run that failed in CI, and was retried. */
export const failedAttempt: AttemptRow = {
  id: 'a1',
  taskId: 'run-17',
  template: nodeService,
  templateVersion: '1.3.0',
  team: 'group:default/checkout',
  name: 'basket-api',
  reached: 'repository',
  outcome: 'failed',
  moments: {
    opened: '2026-11-18T10:00:00.000Z',
    started: '2026-11-18T10:03:00.000Z',
    repository: '2026-11-18T10:03:20.000Z',
  },
  failures: [
    {
      at: '2026-11-18T10:06:00.000Z',
      step: 'ci',
      stepName: 'Wait for CI',
      message: '1 of 14 tests of basket-api failed',
      failure: 'g0',
    },
  ],
  retried: {
    at: '2026-11-18T11:00:00.000Z',
    taskId: 'run-18',
    outcome: 'completed',
  },
};

/** A page of rows, of which others may belong to somebody else. */
export function rowsOf<Row>(
  items: Row[],
  changes: Partial<RowsAnswer<Row>> = {},
): RowsAnswer<Row> {
  const { from, to } = answered;
  return { from, to, total: items.length, hidden: 0, items, ...changes };
}

/** Answers as in the drawings of the page, unless told otherwise. */
export function fakeAdoption(answers: Partial<DashboardAnswers> = {}) {
  const known = {
    creations: creationsAnswer(),
    services: servicesAnswer(),
    delivery: deliveryAnswer(),
    ...answers,
  };
  return {
    dashboard: jest.fn(async (part, ..._) => known[part as 'creations']),
    dashboardCsv: jest.fn(async (..._) => 'stage,n\r\n'),
    rows: jest.fn(async (..._) => rowsOf([failedAttempt])),
    rowsCsv: jest.fn(async (..._) => 'id\r\n'),
  } as unknown as jest.Mocked<AdoptionApi>;
}
