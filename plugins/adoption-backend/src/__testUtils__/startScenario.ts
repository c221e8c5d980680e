import type { Knex } from 'knex';
import { catalog, fakeMetrics, fakeScaffolder, openForms } from './scenario';
import { startAdoption } from './startAdoption';

/** The fifth of January 2026. */
const DAY = 20_458;

const delivered = (count: number, lead: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ day: DAY + index, deployments: 1, failed: 0, rework: 0 },
    ...{ lead: [lead], recovery: [] },
  }));

/** The plugin with all of the scenario gathered and in the figures, each of which needs one thing only. */
export async function startScenario(knex: Knex) {
  const adoption = await startAdoption({
    ...{ knex, catalog, config: { minimumSample: 1 } },
    scaffolder: fakeScaffolder().router(),
    metrics: fakeMetrics({
      'component:default/svc-one': delivered(3, 600),
      'component:default/svc-two': delivered(2, 1_200),
      'component:default/old': delivered(4, 7_200),
    }),
  });
  await openForms(knex);
  for (const source of ['scaffolder', 'catalog', 'metrics'] as const)
    await adoption.round(source);
  await adoption.settled();
  return { ...adoption, knex };
}
