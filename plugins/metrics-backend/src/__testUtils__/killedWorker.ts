import knexFactory from 'knex';
import { DatabaseFactStore } from '../facts/DatabaseFactStore';
import { DatabaseInboxStore } from '../ingest/DatabaseInboxStore';
import { InboxWorker } from '../ingest/InboxWorker';
import { Pressure } from '../ingest/Pressure';
import { fakeSource } from './fakeSource';

const die = () => process.kill(process.pid, 'SIGKILL');

/** A process of its own that works on the inbox until it is killed: before it makes facts, or when they are written. */
async function main() {
  const [connection, when] = process.argv.slice(2);
  const knex = knexFactory({ client: 'pg', connection });
  const source = fakeSource();
  const store = DatabaseFactStore.create();
  const nothing = () => {};
  const worker = InboxWorker.create({
    ...{ knex, store: DatabaseInboxStore.create({ knex }) },
    sources: new Map([
      [
        source.id,
        {
          ...source,
          toFacts: delivery => {
            if (when === 'before') die();
            return source.toFacts(delivery);
          },
        },
      ],
    ]),
    facts: {
      async write(transaction, id, facts) {
        await store.write(transaction, id, facts);
        die();
        // The signal arrives when it does: nothing more is to be sent.
        await new Promise(nothing);
      },
    },
    events: { publish: async () => {}, subscribe: async () => {} },
    logger: {
      ...{ error: nothing, warn: nothing, info: nothing, debug: nothing },
      child: () => {
        throw new Error('not used');
      },
    },
    pressure: Pressure.create(),
    onFacts: nothing,
  });
  await worker.processBatch();
}

void main();
