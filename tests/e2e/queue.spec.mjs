// From one call to the next: through the list it was opened from, and to the next one that waits for a score.
import { assert, ready, sees, test, visit } from './harness/index.mjs';

const head = page => page.locator('.page-head');
const title = page => page.getByRole('heading', { level: 1 });

/** Presses a key that leads to another call; resolves to that call's title. */
async function onBy(page, key) {
  const [from, before] = [page.url(), await title(page).innerText()];
  await page.keyboard.press(key);
  await page.waitForURL(url => url.href !== from);
  await ready(page);
  // The address changes before the page does.
  await page.waitForFunction(before => document.querySelector('h1')?.innerText !== before, before);
  return title(page).innerText();
}

/** Gives every item that has no points yet a point, and submits. */
async function score(page) {
  const active = () => page.evaluate(() => document.activeElement.id);
  for (let items = 0; items < 30; items += 1) {
    await page.keyboard.press('u');
    if ((await active()) === 'card-ending') break;
    await page.keyboard.press('1');
  }
  await page.keyboard.press('Control+Enter');
}

test('calls are scored one after another, in the order of the list they were opened from', async ({ page, site }) => {
  await visit(page, site.at('sample/calls/?scored=unscored'));
  const rows = page.getByRole('row');
  await rows.nth(1).waitFor();
  const titles = await rows.getByRole('link').allInnerTexts();
  assert.ok(titles.length >= 3, 'the sample has calls that nobody has scored');
  await rows.nth(1).getByRole('link').click();
  await sees(head(page), `1 of ${titles.length}`);
  assert.equal(await onBy(page, 'f'), titles[1]);
  await sees(head(page), `2 of ${titles.length}`);
  assert.equal(await onBy(page, 'b'), titles[0]);
  // What has words to score it by goes first, whatever stands between; then the order of the list.
  const at = titles.findIndex(it => it.startsWith('Whitfield'));
  assert.ok(at > 1, 'a call without words stands before the one with words');
  const scored = titles[at];
  assert.equal(await onBy(page, 'w'), scored);
  await score(page);
  // The way on has the focus.
  await head(page).getByRole('link', { name: `Next to score (${titles.length - 1})` }).waitFor();
  await page.waitForFunction(() => document.activeElement.textContent.startsWith('Next to score'));
  await page.keyboard.press('Enter');
  await sees(title(page), titles[at + 1] ?? titles[0]);
  // There the keyboard begins anew, and nothing is said of the call before.
  await page.waitForFunction(() => document.activeElement.id === 'main');
  assert.equal(await page.locator('.toast').count(), 0);
});

test('a call that was opened by its address leads to the calls that wait, and has no place in a list', async ({ page, site }) => {
  await visit(page, site.at('sample/calls/?scored=scored'));
  const address = await page.getByRole('row').nth(1).getByRole('link').getAttribute('href');
  await visit(page, new URL(address, page.url()).href);
  await head(page).getByRole('link', { name: /^Next to score \(\d+\)/ }).waitFor();
  assert.equal(await head(page).getByText(/^\d+ of \d+$/).count(), 0);
  await onBy(page, 'w');
});
