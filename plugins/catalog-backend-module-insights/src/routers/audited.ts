import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request } from 'express';

/** What is read: a list of entities, as the catalog records it, and figures of theirs, as the metrics plugin does. */
type EventId = 'entity-fetch' | 'metrics-read';

interface Options {
  auditor: AuditorService;
  request: Request;
  events: EventId[];
  /** What was asked for. */
  queryType: string;
}

/** Reads something of the list, and leaves records of who asked for it and how it went. */
export async function audited(
  { auditor, request, events, queryType }: Options,
  read: () => Promise<void>,
): Promise<void> {
  const records = await Promise.all(
    events.map(eventId =>
      auditor.createEvent({
        ...{ eventId, request, severityLevel: 'low', meta: { queryType } },
      }),
    ),
  );
  try {
    await read();
  } catch (thrown) {
    const error = toError(thrown);
    await Promise.all(records.map(record => record.fail({ error })));
    throw thrown;
  }
  await Promise.all(records.map(record => record.success()));
}
