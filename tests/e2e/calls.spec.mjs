// The list of calls: narrowed by its address, views, and many calls changed together and back.
import { readFileSync } from 'node:fs';
import { DIST, assert, axe, ready, sees, stored, test, visit } from './harness/index.mjs';

const team = JSON.parse(readFileSync(new URL('sample/team.json', DIST), 'utf8')).records;
const bodies = kind => team.filter(it => it.kind === kind).map(it => it.body);
const calls = bodies('call');
const all = calls.length;
const demos = calls.filter(it => it.kind === 'demo').length;

const status = page => page.locator('.filters [role=status]');
const filters = page => page.getByRole('region', { name: 'Filters' });
const bulk = page => page.getByRole('region', { name: 'Selected calls' });
const box = (page, label) => filters(page).getByRole('checkbox', { name: new RegExp('^' + label) });
const toast = page => page.locator('.toasts');

/** The list of the sample, with its filters open where asked. */
async function list(page, site, query = '', open = true) {
  await visit(page, site.at('sample/calls/' + query));
  await page.getByRole('row').nth(1).or(page.getByText('No call fits')).first().waitFor();
  if (open) await page.getByRole('button', { name: 'Filters' }).click();
}

/** The call that stands first, by its address. */
const first = page => page.getByRole('row').nth(1).getByRole('link').getAttribute('href');

test('filters are in the address: they survive a reload, go back and forth, and are taken away one by one', async ({ page, site }) => {
  await list(page, site);
  await box(page, 'Demo').check();
  await sees(status(page), `${demos} of ${all} calls`);
  await box(page, 'Scored').check();
  await page.waitForURL(/scored=scored/);
  const both = await status(page).innerText();
  assert.equal(new URL(page.url()).search, '?type=demo&scored=scored');

  await page.goBack();
  await sees(status(page), `${demos} of ${all} calls`);
  assert.equal(await box(page, 'Scored').isChecked(), false);
  await page.goForward();
  await sees(status(page), both);
  await page.reload();
  await ready(page);
  await sees(status(page), both);

  const chips = page.getByRole('group', { name: 'Active filters' });
  await chips.getByRole('button', { name: 'Take away Scored: Scored' }).click();
  await sees(status(page), `${demos} of ${all} calls`);
  await chips.getByRole('button', { name: 'Clear' }).click();
  await status(page).getByText(`${all} calls`, { exact: true }).waitFor();
  assert.equal(new URL(page.url()).search, '');
});

test('what an address asks for and nobody knows is no error', async ({ page, site }) => {
  await list(page, site, '?rep=01JZZZZZZZZZZZZZZZZZZZZZZZ&grade=Z&colour=red&sort=mood&from=soon', false);
  await status(page).getByText(`${all} calls`, { exact: true }).waitFor();
  await list(page, site, '?tag=nobody-has-this', false);
  await sees(page.locator('main'), 'No call fits');
  await page.getByRole('button', { name: 'Show all calls' }).click();
  await status(page).getByText(`${all} calls`, { exact: true }).waitFor();
});

test('every column sorts, and turns round', async ({ page, site }) => {
  await list(page, site, '', false);
  const titles = calls.map(it => it.title.toLowerCase()).sort();
  const title = page.getByRole('columnheader', { name: 'Call' });
  await title.getByRole('button').click();
  await page.waitForURL(/sort=title/);
  await page.getByRole('columnheader', { name: 'Call ↑' }).waitFor();
  assert.equal((await page.getByRole('row').nth(1).getByRole('link').innerText()).toLowerCase(), titles[0]);
  await title.getByRole('button').click();
  await page.waitForURL(/back=1/);
  await page.getByRole('columnheader', { name: 'Call ↓' }).waitFor();
  assert.equal((await page.getByRole('row').nth(1).getByRole('link').innerText()).toLowerCase(), titles.at(-1));
});

test('a view is saved under a name, opened again, and deleted and back', async ({ page, site }) => {
  await list(page, site);
  await box(page, 'Demo').check();
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByLabel('Name of the view').fill('My demos');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const views = page.getByRole('navigation', { name: 'Views' });
  const mine = views.getByRole('link', { name: 'My demos' });
  await mine.waitFor();
  await views.getByRole('link', { name: 'Graded D or F' }).click();
  await page.waitForURL(/grade=D&grade=F/);
  await page.reload();
  await ready(page);
  await mine.click();
  await sees(status(page), `${demos} of ${all} calls`);
  assert.equal(await mine.getAttribute('aria-current'), 'true');
  await page.getByRole('button', { name: 'Delete this view' }).click();
  await mine.waitFor({ state: 'detached' });
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await mine.waitFor();
});

test('many calls are tagged at once, by a range of boxes, and back', async ({ page, site }) => {
  await list(page, site);
  const boxes = page.getByRole('row').getByRole('checkbox', { name: /^Select (?!all)/ });
  await boxes.nth(1).check();
  await boxes.nth(4).click({ modifiers: ['Shift'] });
  await sees(bulk(page), '4 calls selected');
  await boxes.nth(4).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await sees(bulk(page), '5 calls selected');
  await bulk(page).getByLabel('Tag').fill('to listen to');
  await bulk(page).getByRole('button', { name: 'Add tag' }).click();
  await sees(toast(page), 'Tagged “to listen to”: 5 calls.');
  await box(page, 'to listen to').check();
  await sees(status(page), `5 of ${all} calls`);
  await axe(page);
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await sees(status(page), `0 of ${all} calls`);
});

test('all calls that are shown are deleted with what hangs on them, and come back whole', async ({ page, site }) => {
  const before = await stored(page, { at: path => site.at('sample/' + path) });
  await list(page, site);
  await box(page, 'Demo').check();
  await sees(status(page), `${demos} of ${all} calls`);
  await page.getByLabel('Select all shown').check();
  await sees(bulk(page), `${demos} calls selected`);
  await bulk(page).getByRole('button', { name: 'Delete…' }).click();
  await bulk(page).getByRole('button', { name: `Delete ${demos} calls` }).click();
  await sees(status(page), `0 of ${all - demos} calls`);
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await sees(status(page), `${demos} of ${all} calls`);
  assert.equal(await stored(page, { at: path => site.at('sample/' + path) }), before);
});

test('a call is drawn by chance among those shown, and calls are flagged together', async ({ page, site }) => {
  await list(page, site, '?scored=unscored&picked=random', false);
  const fits = new Set(await page.getByRole('row').getByRole('link').evaluateAll(all => all.map(it => it.href)));
  assert.ok(fits.size > 0, 'the sample has calls to draw');
  await page.getByRole('button', { name: 'Pick a random unscored call' }).click();
  await page.waitForURL(/\/call\/\?id=/);
  assert.ok(fits.has(page.url()), page.url());
  await sees(toast(page), `Drawn by chance, out of ${fits.size} calls that nobody has scored.`);

  await list(page, site, '?scored=scored', false);
  await page.getByRole('button', { name: 'Pick a random unscored call' }).click();
  await sees(toast(page), 'None of the calls shown can be drawn');

  const address = await first(page);
  await page.getByRole('row').nth(1).getByRole('checkbox').check();
  await bulk(page).getByLabel('Change').selectOption('Flagged');
  await bulk(page).getByRole('button', { name: 'Apply' }).click();
  await sees(toast(page), 'Changed how they were picked: 1 call.');
  await visit(page, site.at('sample/calls/?picked=flagged&scored=scored'));
  await page.locator(`a[href="${address}"]`).waitFor();
});

test('the list is accessible with filters open and calls marked', async ({ page, site }) => {
  await list(page, site, '?type=demo&when=90-days');
  await page.getByLabel('Select all shown').check();
  await bulk(page).waitFor();
  await axe(page);
});

test('calls are told apart by what is heard in their words, read once and counted as they are', async ({ page, site }) => {
  await visit(page, site.at('sample/calls/'));
  await page.getByRole('button', { name: 'Filters' }).click();
  const words = page.getByRole('group', { name: 'In the words' });
  const competitors = words.getByRole('checkbox', { name: /^Competitors/ });
  await sees(words.locator('label', { hasText: 'Competitors' }), /Competitors [1-9]/);
  await page.locator('.hearing').waitFor({ state: 'detached' });
  const count = Number(/\d+/.exec(await words.locator('label', { hasText: 'Competitors' }).innerText())[0]);
  await competitors.check();
  await page.waitForURL(/signal=competitor/);
  await sees(page.getByRole('status'), new RegExp(`^${count} of`));
  await sees(page.getByRole('group', { name: 'Active filters' }), 'In the words: Competitors');

  // From the address alone, without the filters open.
  await page.reload();
  await sees(page.getByRole('status'), new RegExp(`^${count} of`));
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByRole('region', { name: 'Transcript' }).getByRole('button', { name: /^Competitors \d/ }).waitFor();
});
