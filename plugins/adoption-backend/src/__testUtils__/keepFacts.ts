import { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import { DatabaseAttemptStore } from '../facts/DatabaseAttemptStore';
import { DatabaseDeliveryStore } from '../facts/DatabaseDeliveryStore';
import { DatabaseRunStore } from '../facts/DatabaseRunStore';
import { DatabaseServiceStore } from '../facts/DatabaseServiceStore';
import { CreationComputer } from '../figures/CreationComputer';
import { FleetComputer } from '../figures/FleetComputer';

/** The stores on an empty database, and what makes figures of them at a settled moment. */
export async function keepFacts(options: {
  knex: Knex;
  now: number;
  zone?: string;
}) {
  const { knex } = options;
  await migrate(knex);
  const zone = ReportingZone.create(options.zone ?? 'UTC');
  const now = () => options.now;
  const creations = CreationComputer.create({ knex, zone });
  const fleet = FleetComputer.create({ knex, zone, minimumSample: 5, now });
  return {
    ...{ knex, zone },
    attempts: DatabaseAttemptStore.create({ knex, zone }),
    runs: DatabaseRunStore.create({ knex, zone }),
    deliveries: DatabaseDeliveryStore.create({ knex, zone }),
    services: DatabaseServiceStore.create({ knex, zone }),
    async compute() {
      await creations.compute();
      await fleet.compute();
    },
  };
}
