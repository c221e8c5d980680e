import { expectAccessible } from './accessibility';
import { type Locator, type Page, expect, test } from './fairway';
import { NAME, PAGE } from './parcelNotes';
import { arrive } from './people';
import { expectNoShift, watchShifts } from './layoutShift';

test.describe.configure({ mode: 'serial' });

test.describe('the pages with all that came', () => {
  let page: Page;
  let dana: Awaited<ReturnType<typeof arrive>>;

  test.beforeAll(async ({ browser, fairway }) => {
    dana = await arrive(browser, fairway, 'dana');
    page = dana.page;
    await watchShifts(page);
  });
  test.afterAll(() => dana.leave());

  const skeleton = () => page.locator('main .bui-Skeleton');

  /** Waits until nothing on a page is on its way any more; tabs of Backstage's own turn a ring meanwhile. */
  async function settled() {
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(async () => {
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
      await expect(skeleton()).toHaveCount(0);
    }).toPass();
  }

  async function open(path: string, there: Locator) {
    await page.goto(path);
    await expect(there.first()).toBeVisible();
    await settled();
  }

  async function lookAt(path: string, there = page.locator('main section')) {
    await open(path, there);
    await expectNoShift(page);
    await expectAccessible(page);
  }

  test('home and the catalog can be used by everybody, and stand still', async () => {
    await lookAt('/');
    await lookAt('/catalog', page.getByRole('rowheader', { name: NAME }));
  });

  /**
   * What a tab of Backstage's own has, where ours have panels. The one of docs moves them down, when newer ones were built
   * meanwhile, for a line that says so.
   */
  const stock: Record<string, string> = {
    docs: 'Run it',
    kubernetes: 'Clusters',
  };

  /** Looks at every tab of an entity. */
  function lookAtTabs(entity: string, kind: string, tabs: string[]) {
    test(`${entity} can be used by everybody, and stands still, tab by tab`, async () => {
      await page.goto(`/catalog/default/${entity}`);
      const links = page
        .getByRole('navigation', { name: kind })
        .getByRole('link');
      await expect(links).toHaveText(tabs);
      const paths = await links.evaluateAll(all =>
        all.map(link => (link as HTMLAnchorElement).pathname),
      );
      for (const path of paths) {
        const name = stock[path.split('/').at(-1)!];
        if (!name) {
          await lookAt(path);
          continue;
        }
        await open(path, page.getByRole('heading', { name }));
        await expectAccessible(page);
      }
    });
  }
  lookAtTabs(`component/${NAME}`, 'Component', [
    ...['Overview', 'Delivery', 'Health', 'Docs', 'Kubernetes'],
    'Dependencies',
  ]);
  lookAtTabs('system/checkout', 'System', [
    'Overview',
    'Delivery',
    'Dependencies',
  ]);
  lookAtTabs('group/checkout', 'Group', ['Overview', 'Delivery']);
  lookAtTabs('domain/commerce', 'Domain', [
    'Overview',
    'Delivery',
    'Dependencies',
  ]);

  /**
   * Holds back what a backend answers until told to let it go. A question may be dropped meanwhile, for a newer one or with
   * its page: its answer is nobody's then.
   */
  async function holdAnswers(path: string) {
    let letGo = () => {};
    const told = new Promise<void>(done => {
      letGo = done;
    });
    await page.route(
      url => url.pathname.startsWith(path),
      async route => {
        await told;
        await route.continue().catch(() => undefined);
      },
    );
    return async () => {
      letGo();
      await page.unrouteAll({ behavior: 'wait' });
    };
  }

  test('rows that were never there are drawn as a skeleton, those that were stay', async () => {
    const table = page.getByRole('table');
    const row = page.getByRole('rowheader', { name: NAME });
    const first = await holdAnswers('/api/catalog/insights/components');
    await page.goto('/catalog');
    await expect(skeleton().first()).toBeVisible();
    await expect(table).toHaveAttribute('aria-busy', 'true');
    await expect(
      page.getByRole('columnheader', { name: 'Lead time' }),
    ).toBeVisible();
    await expect(page.getByRole('searchbox')).toBeVisible();
    await first();
    await expect(row).toBeVisible();
    await settled();
    await expectNoShift(page);

    for (const ask of [
      () => page.getByRole('button', { name: 'Lead time' }).click(),
      () => page.getByRole('searchbox').fill(NAME),
    ]) {
      const newer = await holdAnswers('/api/catalog/insights/components');
      await ask();
      await expect(table).toHaveAttribute('aria-busy', 'true');
      await expect(table.locator('tbody')).toHaveCSS('opacity', '0.6');
      await expect(row).toBeVisible();
      await expect(skeleton()).toHaveCount(0);
      await newer();
      await expect(table).toHaveAttribute('aria-busy', 'false');
      await expect(row).toBeVisible();
    }
  });

  test('figures that were never there are drawn as a skeleton, those that were stay', async () => {
    const figures = page.getByRole('list', { name: 'Delivery metrics' });
    const ranges = page.getByRole('radiogroup', { name: 'Range' });
    const first = await holdAnswers('/api/metrics/');
    await page.goto(`${PAGE}/delivery?range=7d`);
    await expect(skeleton().first()).toBeVisible();
    await expect(page.getByText('Change fail rate').first()).toBeVisible();
    await expect(
      ranges.getByRole('radio', { name: 'Last 7 days' }),
    ).toBeVisible();
    await first();
    await expect(figures).toContainText('4 deployments in 7 days');
    await settled();
    await expectNoShift(page);

    const newer = await holdAnswers('/api/metrics/');
    await ranges.getByRole('radio', { name: 'Last 30 days' }).click();
    await expect(page).toHaveURL(/range=30d/);
    await expect(figures).toHaveAttribute('aria-busy', 'true');
    await expect(figures).toContainText('4 deployments in 7 days');
    await expect(skeleton()).toHaveCount(0);
    await newer();
    await expect(figures).toContainText('4 deployments in 30 days');
  });
});
