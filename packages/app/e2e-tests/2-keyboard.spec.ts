import { expect, test } from './fairway';
import { tabTo } from './keyboard';
import { navigationTo, signIn } from './people';

const NAME = 'basket-notes';

test('a service is created without a mouse', async ({ page }) => {
  const press = (key: string) => page.keyboard.press(key);
  const heading = (name: string) =>
    page.getByRole('heading', { level: 1, name });
  await signIn(page, 'milo');

  await tabTo(page, navigationTo(page, 'Create Service'));
  await press('Enter');
  await tabTo(
    page,
    page.getByRole('link', { name: 'Take this path: Node service' }),
  );
  await press('Enter');

  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type(NAME);
  await expect(page.getByText(`${NAME} is free.`)).toBeAttached();

  // Of Milo's two teams the owner has to be said.
  await tabTo(page, page.getByRole('button', { name: /Owner/ }));
  await press('ArrowDown');
  await expect(page.getByRole('listbox')).toBeVisible();
  await press('End');
  await press('Enter');
  await expect(page.getByRole('button', { name: /Owner/ })).toBeFocused();
  await tabTo(page, page.getByLabel('What it does'));
  await page.keyboard.type('Made with the keyboard');

  await tabTo(page, page.getByRole('button', { name: 'Review' }));
  await press('Enter');
  await expect(page.getByText('Review', { exact: true }).last()).toBeVisible();
  await expect(page.getByText(/Checked just now/)).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: `Create ${NAME}` }));
  await press('Enter');

  // The button went away with its page, so the focus is at the start of the next one.
  await expect(heading(`Create ${NAME}`)).toBeFocused();
  await expect(page.getByText(/^Finished in/)).toBeVisible({
    timeout: 180_000,
  });
  await tabTo(page, page.getByRole('link', { name: /^localhost:\d+/ }));
});
