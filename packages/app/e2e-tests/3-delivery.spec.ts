import { expectAccessible } from './accessibility';
import {
  type ExpectedFigures,
  aWeek,
  expectedFigures,
  inPercent,
  inWords,
} from './expectedFigures';
import { type Locator, type Page, expect, test } from './fairway';
import { type Issue, type Pull, Repository, UNHURRIED, until } from './forge';
import { NAME, PAGE } from './parcelNotes';
import { arrive, describeService } from './people';
import { killInProduction } from './releaseProcess';
import { rollBack } from './rollBack';

test.describe.configure({ mode: 'serial' });

test.describe('what a service went through', () => {
  let page: Page;
  let dana: Awaited<ReturnType<typeof arrive>>;
  let repository: Repository;
  let reviewer: Repository;
  let pulls: Record<'notes' | 'fix' | 'broken', Pull>;
  let second: string;
  let third: string;
  let broken: string;
  let incident: Issue;
  let figures: ExpectedFigures;

  /** Promotes what staging runs, with the button, and waits until production runs it. */
  async function promote(version: string) {
    await page.goto(PAGE);
    const button = `Promote ${version} to production`;
    await page.getByRole('button', { name: button }).click(UNHURRIED);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Promote ${version}` })
      .click();
    await expect(
      page.getByText('Production runs what staging runs'),
    ).toBeVisible(UNHURRIED);
  }

  /** Brings a change to production; returns the version that has it. */
  async function release(pull: Pull, method: 'merge' | 'squash') {
    const sha = await repository.merge(pull, reviewer, method);
    const staged = { environment: 'staging', sha, outcome: 'success' } as const;
    const version = await repository.waitForDeployment(staged);
    await promote(version);
    return version;
  }

  const shownHealth = (status: string) =>
    page.getByRole('main').getByText(status, { exact: true }).first();

  test.beforeAll(async ({ browser, fairway }) => {
    const { forgeUrl } = fairway;
    dana = await arrive(browser, fairway, 'dana');
    const petra = await arrive(browser, fairway, 'petra');
    const at = { forgeUrl, name: NAME };
    page = dana.page;
    repository = new Repository({ ...at, token: dana.token });
    reviewer = new Repository({ ...at, token: petra.token });
    await petra.leave();
  });
  test.afterAll(() => dana.leave());

  const tile = (title: string) =>
    page
      .getByRole('list', { name: 'Delivery metrics' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name: title, exact: true }) });

  /** Follows a figure to what it is made of, looks at that, and comes back. */
  async function follow(
    title: string,
    look: (drawer: Locator) => Promise<void>,
  ) {
    await tile(title)
      .getByRole('link', { name: /each of them/ })
      .click();
    const drawer = page.getByRole('dialog');
    await expect(
      drawer.getByRole('heading', { name: new RegExp(`^${title}`) }),
    ).toBeVisible();
    await look(drawer);
    await drawer.getByRole('button', { name: 'Close' }).click();
    await expect(drawer).toBeHidden();
  }

  test('it is created, and goes to production', async () => {
    await page.goto('/');
    await describeService(page, NAME, { system: 'Checkout' });
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: `Create ${NAME}` }).click();
    await expect(page.getByText(/^Finished in/)).toBeVisible(UNHURRIED);
    pulls = {
      notes: await repository.propose('Keep notes of parcels', {
        'src/notes.ts': 'export const longestNote = 200;\n',
        'docs/notes.md': '# Notes\n\nA note is at most 200 letters long.\n',
      }),
      fix: await repository.propose('Take longer notes', {
        'docs/longer.md': '# Longer notes\n\nMake several of one.\n',
      }),
      broken: await repository.propose('Start from somewhere else', {
        Procfile: 'web: node dist/elsewhere.js\n',
      }),
    };
    await promote('v1');
  });

  test('a change is deployed', async () => {
    second = await release(pulls.notes, 'squash');
  });

  test('an incident makes it unhealthy, and says where to look', async () => {
    incident = await repository.ask<Issue>('/issues', 'POST', {
      title: 'Notes are lost',
      labels: ['incident'],
    });
    await page.goto(PAGE);
    await expect(page.getByText('Open: Notes are lost')).toBeVisible(UNHURRIED);
    await expect(shownHealth('Unhealthy')).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Open the incident' }),
    ).toHaveAttribute('href', incident.html_url);
  });

  test('a rollback and the end of the incident make it healthy', async ({
    fairway,
  }) => {
    const { sha } = (await repository.deployments('production')).at(-1)!;
    const { forgeUrl } = fairway;
    const { token } = dana;
    await rollBack({ forgeUrl, name: NAME, login: 'dana', token });
    await repository.waitForDeployment({
      environment: 'production',
      sha,
      outcome: 'success',
    });
    await repository.ask(`/issues/${incident.number}`, 'PATCH', {
      state: 'closed',
    });
    await page.goto(PAGE);
    await expect(shownHealth('Healthy')).toBeVisible(UNHURRIED);
    await expect(page.getByText('Open: Notes are lost')).toBeHidden();
  });

  test('a third release follows', async () => {
    third = await release(pulls.fix, 'merge');
  });

  test('its process is killed again and again, and comes back', async ({
    fairway,
  }) => {
    const { forgeUrl } = fairway;
    const killer = await page.context().newPage();
    await page.goto(`${PAGE}/health`);
    const reason = page.getByText(/production answers with 502/).first();
    await expect
      .poll(async () => {
        await killInProduction({ page: killer, forgeUrl, name: NAME });
        return reason.isVisible();
      }, UNHURRIED)
      .toBe(true);
    await killer.close();
    await expect(shownHealth('Unhealthy')).toBeVisible();
    await expect(shownHealth('Healthy')).toBeVisible(UNHURRIED);
  });

  test('the timeline has what was, and why', async () => {
    const timeline = page.getByRole('list', { name: 'Changes, newest first' });
    await expect(timeline.getByText('Open: Notes are lost')).toBeVisible();
    await expect(
      timeline.getByText(/production answers with 502/),
    ).toBeVisible();
    await expect(page.getByText(/unhealthy 2 times/).first()).toBeVisible();
  });

  test('a release that does not start fails, and the one before stays', async () => {
    const sha = await repository.merge(pulls.broken, reviewer, 'squash');
    const failing = { sha, outcome: 'failure' } as const;
    broken = await repository.waitForDeployment({
      ...failing,
      environment: 'staging',
    });
    // With the portal one promotes what serves; at the forge one may insist.
    await repository.ask('/actions/workflows/promote.yaml/dispatches', 'POST', {
      ref: 'main',
      inputs: { from: 'staging', to: 'production', version: broken },
    });
    await repository.waitForDeployment({
      ...failing,
      environment: 'production',
    });
    await page.goto(PAGE);
    await expect(
      page.getByText(
        `${broken} could not be deployed to production; ${third} was the last that could`,
      ),
    ).toBeVisible(UNHURRIED);
    await expect(shownHealth('Degraded')).toBeVisible();
  });

  test('the five figures are those of the forge', async () => {
    figures = await expectedFigures(repository);
    expect(figures).toMatchObject({
      ...{ reached: 4, failed: 1, rework: 1, failedRollouts: 1 },
      leadTimes: [expect.any(Number), expect.any(Number)],
    });
    const spaced = (text: string) => new RegExp(text.replace('\u00a0', '\\s*'));
    await until(page, `${PAGE}/delivery?range=7d`, async () => {
      await expect(page.getByText('1 failed rollout').first()).toBeVisible();
      await expect(tile('Deployment frequency')).toContainText(
        `4 deployments in 7 days`,
      );
    });
    const { reached, failed, rework } = figures;
    for (const [title, value, from] of [
      ['Change lead time', inWords(figures.leadTime), 'median of 2 changes'],
      ['Deployment frequency', aWeek(reached, 7), '4 deployments in 7 days'],
      ['Change fail rate', inPercent(failed / reached), '1 of 4 deployments'],
      ['Recovery time', inWords(figures.recovery), 'median of 1 recovered'],
      ['Rework rate', inPercent(rework / reached), '1 of 4 deployments'],
    ]) {
      await expect(tile(title)).toContainText(spaced(value));
      await expect(tile(title)).toContainText(from);
    }
  });

  test('each figure leads to what it is made of, and why that counts', async () => {
    const rows = (drawer: Locator) => drawer.getByRole('rowheader');
    await follow('Change lead time', async drawer => {
      await expect(rows(drawer)).toHaveCount(2);
      for (const [index, pull] of [pulls.notes, pulls.fix].entries()) {
        const row = drawer.getByRole('row', { name: `#${pull.number} ` });
        await expect(row.getByRole('link')).toHaveAttribute(
          'href',
          pull.html_url,
        );
        await expect(row).toContainText(`first in ${[second, third][index]}`);
        await expect(row).toContainText(inWords(figures.leadTimes[index]));
      }
    });
    await follow('Deployment frequency', async drawer => {
      await expect(rows(drawer)).toHaveText([
        new RegExp(`^${third}`),
        /^v1/,
        new RegExp(`^${second}`),
        /^v1/,
      ]);
      await expect(drawer.getByText('Planned')).toHaveCount(3);
      await drawer.getByRole('radio', { name: /Left out/ }).click();
      await expect(rows(drawer)).toHaveText([new RegExp(`^${broken}`)]);
      await expect(drawer.getByText(/it never served/)).toBeVisible();
    });
    await follow('Change fail rate', async drawer => {
      await expect(rows(drawer)).toHaveText([new RegExp(`^${second}`)]);
      await expect(
        drawer.getByRole('link', { name: 'Incident “Notes are lost”' }),
      ).toHaveAttribute('href', incident.html_url);
      await expect(drawer.getByText('Rolled back to v1')).toBeVisible();
      await expectAccessible(page);
    });
    await follow('Recovery time', async drawer => {
      await expect(
        drawer.getByRole('row', { name: new RegExp(`^${second}`) }),
      ).toContainText(inWords(figures.recovery));
      await drawer.getByRole('radio', { name: 'Incidents' }).click();
      await expect(
        drawer.getByRole('row', { name: /Notes are lost/ }),
      ).toContainText(`${second} in production`);
    });
    await follow('Rework rate', async drawer => {
      await expect(rows(drawer)).toHaveText([/^v1/]);
      await expect(drawer.getByText('an earlier revision again')).toBeVisible();
    });
  });

  test('a point in time leads to its own, and the address says which', async () => {
    await page.getByRole('radio', { name: 'Table' }).click();
    const table = page.getByRole('table', { name: /Change lead time/ });
    await table.getByRole('link', { name: /^2 changes/ }).click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByRole('rowheader')).toHaveCount(2);
    await expect(page).toHaveURL(/view=table&evidence=changeLeadTime&days=/);
    await page.reload();
    await expect(drawer.getByRole('rowheader')).toHaveCount(2);
  });
});
