import { type Page, expect } from './fairway';
import { Repository, UNHURRIED } from './forge';
import { type arrive, navigationTo } from './people';
import type { PortalApi } from './portalApi';

/** Somebody who is signed in, in the browser and beside it. */
export type Person = Awaited<ReturnType<typeof arrive>> & { portal: PortalApi };

/** Ends the first CI run of a new repository, as soon as there is one. */
export async function breakCi(person: Person, forgeUrl: string, name: string) {
  const repository = new Repository({ forgeUrl, name, token: person.token });
  type Runs = { workflow_runs: { id: number; status: string }[] };
  const first = async () => {
    // Until it is there, there is no repository to ask.
    const answer = await repository
      .ask<Runs>('/actions/runs')
      .catch(() => undefined);
    return answer?.workflow_runs.at(-1);
  };
  await expect.poll(first, UNHURRIED).toBeDefined();
  const run = (await first())!;
  await repository.ask(`/actions/runs/${run.id}/cancel`, 'POST');
}

/** Opens the form of the path. */
export async function openForm(page: Page) {
  await navigationTo(page, 'Create Service').click();
  await page
    .getByRole('link', { name: /Node service/ })
    .first()
    .click();
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible();
}

/** Starts a run, and stops it as soon as it can be. */
export async function createAndStop(
  portal: PortalApi,
  name: string,
  team: string,
) {
  const task = await portal.create(name, team);
  // The scaffolder can't stop a run that has not said anything yet.
  await expect
    .poll(
      () =>
        portal
          .ask<{ body: { stepId?: string } }[]>(
            `/scaffolder/v2/tasks/${task}/events`,
          )
          .then(events => events.some(({ body }) => body.stepId)),
      UNHURRIED,
    )
    .toBe(true);
  await portal.ask(`/scaffolder/v2/tasks/${task}/cancel`, {});
  await portal.waitForEnd(task, 'cancelled', UNHURRIED.timeout);
}

/** Registers a service of the team payments that no path has made. */
export async function importService(
  { token, portal }: Person,
  forgeUrl: string,
  name: string,
) {
  const repository = new Repository({ forgeUrl, name: 'catalog', token });
  const record = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, description: 'Older than the road' },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/payments',
    },
  };
  await repository.ask(`/contents/${name}.yaml`, 'PUT', {
    message: `Register ${name}`,
    // JSON is YAML.
    content: Buffer.from(JSON.stringify(record)).toString('base64'),
  });
  await portal.ask('/catalog/locations', {
    type: 'url',
    target: `${forgeUrl}/acme/catalog/blob/main/${name}.yaml`,
  });
}
