// What is pressed is large enough for a finger, on every page.
import { readFileSync } from 'node:fs';
import { DIST, PAGES, assert, card, item, test, visit } from './harness/index.mjs';
import { small } from './harness/targets.mjs';

const PHONE = { context: { viewport: { width: 390, height: 844 }, hasTouch: true } };

/** Opens everything that is folded in. */
const unfold = page => page.evaluate(() => document.querySelectorAll('details').forEach(it => { it.open = true; }));

/** The address of a call of the sample, by the beginning of its title. */
function sampleCall(site, title) {
  const team = JSON.parse(readFileSync(new URL('sample/team.json', DIST), 'utf8'));
  return site.at(`sample/call/?id=${team.records.find(it => it.kind === 'call' && it.body.title.startsWith(title)).body.id}`);
}

test('on a phone every target is at least 24 by 24 pixels, on every page', { ...PHONE, limit: 240_000 }, async ({ page, site }) => {
  const found = [];
  for (const path of PAGES) {
    await visit(page, site.at(path));
    await unfold(page);
    found.push(...(await small(page)).map(it => `${path}: ${it}`));
  }
  assert.deepEqual(found, []);
});

test('on a phone every target of a call is at least 24 by 24 pixels, and the card is left and found again where it was', PHONE, async ({ page, site }) => {
  const panes = page.getByRole('group', { name: 'What is shown' });
  await visit(page, sampleCall(site, 'Whitfield Janitorial'));
  await panes.waitFor();
  await unfold(page);
  assert.deepEqual(await small(page), []);
  await panes.getByRole('button', { name: 'Scorecard' }).click();
  await card(page).waitFor();
  await unfold(page);
  await item(page, 'Next steps').getByRole('button', { name: /^Accept/ }).click();
  await item(page, 'Next steps').getByRole('list', { name: 'Evidence' }).waitFor();
  assert.deepEqual(await small(page), []);
  // To a quote in the words, and back to the item.
  const moment = item(page, 'Next steps').locator('.moment').first();
  await moment.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => scrollY > 1000);
  const top = () => item(page, 'Next steps').evaluate(it => Math.round(it.getBoundingClientRect().top));
  const before = await top();
  await moment.click();
  await page.locator('.transcript').waitFor();
  await panes.getByRole('button', { name: 'Scorecard' }).click();
  await page.waitForFunction(([key, before]) => Math.abs(document.getElementById(key).getBoundingClientRect().top - before) < 40,
    [await item(page, 'Next steps').getAttribute('id'), before]);
  await visit(page, sampleCall(site, 'Tolliver Plumbing Supply'));
  await panes.getByRole('button', { name: 'Scorecard' }).click();
  await unfold(page);
  assert.deepEqual(await small(page), []);
});
