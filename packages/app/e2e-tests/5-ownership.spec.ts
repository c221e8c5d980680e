import { expectAccessible } from './accessibility';
import { expect, test } from './fairway';
import { type Pull, Repository, UNHURRIED, until } from './forge';
import { arrive } from './people';

const LOST = 'lost-and-found';
const FILE = 'catalog-info.yaml';

/** A thing that a team owns which there is not. */
const record = `---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: ${LOST}
  description: What nobody came for
spec:
  type: storage
  owner: group:default/maps
`;

test('what lost its owner is found, and gets one by a pull request', async ({
  browser,
  fairway,
}) => {
  const { page, token, leave } = await arrive(browser, fairway, 'petra');
  const { forgeUrl } = fairway;
  const catalog = new Repository({ forgeUrl, name: 'catalog', token });
  const before = await catalog.ask<{ sha: string; content: string }>(
    `/contents/${FILE}`,
  );
  const content = Buffer.from(before.content, 'base64').toString() + record;
  await catalog.ask(`/contents/${FILE}`, 'PUT', {
    message: `Register ${LOST}`,
    sha: before.sha,
    content: Buffer.from(content).toString('base64'),
  });

  const waiting = page.getByRole('button', {
    name: `Choose an owner of ${LOST}`,
  });
  await until(page, '/needs-owner', () =>
    expect(waiting).toBeVisible({ timeout: 5_000 }),
  );
  await expect(
    page.getByText('The team maps is not in the catalog.'),
  ).toBeVisible();
  await expectAccessible(page);
  await page.goto('/');
  await expect(
    page
      .getByRole('region', { name: /Needs your attention/ })
      .getByText(`${LOST} needs an owner.`),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Choose an owner' }).click();

  await waiting.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Team/ }).click();
  await page.getByRole('option', { name: 'Growth' }).click();
  await dialog.getByRole('button', { name: 'Open the pull request' }).click();
  const link = dialog.getByRole('link', { name: /Pull request \d+/ });
  await expect(link).toBeVisible(UNHURRIED);
  await expectAccessible(page);

  const [pull] = await catalog.ask<Pull[]>('/pulls');
  await expect(link).toHaveAttribute('href', pull.html_url);
  const changed = await catalog.ask<{ filename: string; patch: string }[]>(
    `/pulls/${pull.number}/files`,
  );
  expect(changed.map(({ filename }) => filename)).toEqual([FILE]);
  expect(changed[0].patch).toContain('group:default/growth');
  await catalog.ask(`/pulls/${pull.number}/merge`, 'PUT', {});
  await until(page, `/catalog/default/resource/${LOST}`, () =>
    expect(
      page.getByRole('link', { name: 'growth', exact: true }).first(),
    ).toBeVisible({ timeout: 5_000 }),
  );
  await until(page, '/needs-owner', async () => {
    await expect(page.getByRole('status')).toHaveCount(0);
    await expect(waiting).toBeHidden({ timeout: 5_000 });
  });
  await leave();
});
