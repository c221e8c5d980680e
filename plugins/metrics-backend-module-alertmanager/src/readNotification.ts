import { InputError } from '@backstage/errors';
import { readJson } from '@fairway/plugin-metrics-node';
import { z } from 'zod';

const labels = z.record(z.string(), z.string());
const moment = z.iso.datetime({ offset: true });

const notification = z.object({
  version: z.literal('4'),
  status: z.enum(['firing', 'resolved']),
  externalURL: z.string().optional(),
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels,
      annotations: labels.default({}),
      startsAt: moment,
      /** Of an alert that fires it is the year 1, or when Prometheus would forget it. */
      endsAt: moment,
      generatorURL: z.string().optional(),
      fingerprint: z.string().min(1).max(64),
    }),
  ),
});

export type Notification = z.infer<typeof notification>;
export type Alert = Notification['alerts'][number];

/**
 * Reads what Alertmanager sends to a webhook.
 *
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 *
 * @throws InputError with the first field that is not as it must be
 */
export function readNotification(body: Buffer): Notification {
  const parsed = notification.safeParse(readJson(body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError(
    `${issue.path.join('.') || 'body'}: ${issue.message}; expected version 4 of Alertmanager's webhook`,
  );
}
