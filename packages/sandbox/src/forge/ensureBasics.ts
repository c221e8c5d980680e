import { bots } from './bots';
import { Forge } from './Forge';

/** The one organisation that a sandbox has. */
export const organisation = 'acme';

/** Events that the portal's own webhook hears: all of them. */
const everything = ['*'];

/** What is there at every start: the organisation, its apps, and its webhook as the options say. */
export function ensureBasics(
  forge: Forge,
  webhook?: { url: string; secret: string },
): void {
  const { database } = forge;
  const now = new Date().toISOString();
  database.transact(() => {
    database.run(
      `INSERT OR IGNORE INTO organisations (login, name, description, created_at) VALUES (?, 'Acme', NULL, ?)`,
      [organisation, now],
    );
    for (const login of Object.values(bots)) {
      database.run(
        `INSERT OR IGNORE INTO people (login, name, email, type, created_at) VALUES (?, NULL, NULL, 'Bot', ?)`,
        [login, now],
      );
    }
    for (const [login, role] of [
      [bots.portal, 'admin'],
      [bots.deployer, 'member'],
    ]) {
      database.run(
        'INSERT OR IGNORE INTO organisation_members (organisation, login, role) VALUES (?, ?, ?)',
        [organisation, login, role],
      );
    }
    if (webhook) {
      ensureWebhook(forge, webhook);
    }
  });
}

function ensureWebhook(forge: Forge, webhook: { url: string; secret: string }) {
  const options = { ...webhook, contentType: 'json' as const };
  const [first] = forge.webhooks.list({ organisation });
  if (!first) {
    forge.webhooks.create({ ...options, organisation, events: everything });
  } else if (first.url !== webhook.url || first.secret !== webhook.secret) {
    forge.webhooks.update(first.id, options);
  }
}
