// Scoring by keyboard alone: a call of twenty minutes, from the first key to the submitted card.
import { readFileSync } from 'node:fs';
import { assert, bring, card, choose, DIST, keep, paste, ready, sees, side, test } from './harness/index.mjs';

/** A sample call without its cards, as a file. */
function sampleCall(title) {
  const team = JSON.parse(readFileSync(new URL('sample/team.json', DIST), 'utf8'));
  const call = team.records.find(it => it.kind === 'call' && it.body.title.startsWith(title));
  const wanted = ({ kind, body }) => kind === 'person' || (kind === 'call' && body.id === call.body.id) || (kind === 'transcript' && body.call === call.body.id);
  const lines = team.records.filter(wanted).map(it => JSON.stringify(it)).join(',\n');
  const { records, anchor, ...head } = team;
  const text = `${JSON.stringify({ ...head, scope: 'calls' }).slice(0, -1)},"records":[\n${lines}\n]}\n`;
  return { name: 'call.json', mimeType: 'application/json', buffer: Buffer.from(text) };
}

/** Whether what has the focus lies in the window and nothing covers its middle (WCAG 2.4.11). */
const isSeen = page => page.waitForFunction(() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + Math.min(height / 2, 40)];
  const at = document.elementFromPoint(x, y);
  return at !== null && document.activeElement.contains(at);
});

test('a call of twenty minutes is scored by keyboard alone, with evidence on most items, in some dozen keys', async ({ page, site }) => {
  await page.addInitScript(() => { window.asked = true; });
  await choose(page, site, sampleCall('Whitfield Janitorial'));
  await bring(page);
  await page.waitForURL(/\/call\/\?id=/);
  await ready(page);
  await card(page).waitFor();
  let keys = 0;
  const press = async key => { keys += 1; await page.keyboard.press(key); };
  const active = () => page.evaluate(() => document.activeElement.id);
  // A hint is taken on purpose; where there is none, points are given.
  const judge = async () => press((await page.locator('.toast.hint').innerText()).includes('take it with A') ? 'a' : '3');

  await press('u');
  await page.waitForFunction(() => document.activeElement.classList.contains('crit'));
  // The first answer asks who gives it: the rep's manager is likely.
  const first = await active();
  await press('Enter');
  await page.locator('.toast.hint, dialog[open]').first().waitFor();
  // Where nothing is suggested the person judges.
  const byHand = await page.locator('.toast.hint').count() > 0;
  if (byHand) await judge();
  const asks = page.getByRole('dialog', { name: 'Who is scoring?' });
  await asks.getByRole('button', { name: 'Go on' }).and(page.locator(':focus')).waitFor();
  await press('Enter');
  if (byHand) {
    await asks.waitFor({ state: 'hidden' });
    await page.waitForFunction(first => document.activeElement.id === first, first);
    await press('Enter');
  }
  await page.waitForFunction(before => document.activeElement.classList.contains('crit') && document.activeElement.id !== before, first);
  for (let items = 0; items < 30; items += 1) {
    const at = await active();
    if (at === 'card-ending') break;
    await isSeen(page);
    // Who sees that it is a hint says at once that they take it.
    if (await page.evaluate(() => document.activeElement.querySelector('.why')?.innerText.startsWith('Suggested perhaps'))) await press('a');
    await press('Enter');
    // Where nothing is suggested, or a hint only, the person judges.
    if (await page.locator('.toast.hint').count()) {
      await judge();
      await press('Enter');
    }
    await page.waitForFunction(before => document.activeElement.id !== before, at);
  }
  assert.equal(await active(), 'card-ending');
  await isSeen(page);
  const state = await card(page).locator('.score-head').innerText();
  assert.match(state, /19 of 19 items judged/);
  const evidenced = Number(/(\d+) of 19 evidenced/.exec(state)[1]);
  assert.ok(evidenced >= 12, `${evidenced} of 19 items evidenced`);
  // An Enter too many takes the proposed focus, and submits nothing; what is written last is submitted from where it is written.
  await press('Enter');
  await page.waitForFunction(() => document.activeElement.tagName === 'TEXTAREA');
  await page.keyboard.type('Ask, then wait.');
  await press('Enter');
  assert.equal(await card(page).getByText('A submitted card does not change any more.').count(), 0);
  await press('Control+Enter');
  await sees(card(page), 'A submitted card does not change any more.');
  // Who takes it back all the same is told why nothing happens.
  await page.keyboard.press('Control+z');
  await sees(page.locator('.toast'), 'nothing is taken back on it');
  assert.match(await card(page).getByLabel('What to do, in a sentence').inputValue(), /^Ask, then wait/);
  assert.ok(keys <= 45, `${keys} keys`);
  console.log(`     ${keys} keys, ${evidenced} of 19 items evidenced`);
});

test('nothing that has the focus lies under the player, however far one tabs', async ({ page, site }) => {
  await choose(page, site, sampleCall('Whitfield Janitorial'));
  await bring(page);
  await page.waitForURL(/\/call\/\?id=/);
  await ready(page);
  await card(page).waitFor();
  await page.locator('.turn .who').nth(8).focus();
  for (let at = 0; at < 40; at += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => !document.activeElement.closest('.transcript, .score'))) break;
    await isSeen(page);
  }
  await card(page).locator('.crit').first().focus();
  for (let at = 0; at < 60; at += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => !document.activeElement.closest('.transcript, .score'))) break;
    await isSeen(page);
  }
});

/** A call whose moments lie near its beginning, with much said after them. */
const FRONT = [
  'Ada Moreau: Thanks for taking the call, Jonas. What takes the most time in planning the vans now?',
  'Jonas Falk: We lose about nine hours a week, and last month that cost us four thousand euros.',
  'Ada Moreau: What have you tried so far? And who else decides about it?',
  'Jonas Falk: To be honest, it sounds too expensive for us. My boss signs it.',
  'Ada Moreau: I understand. What makes you say that? At a dairy like yours it saved six hours a week.',
  'Jonas Falk: Fine. Send me the offer on Friday, and we talk again on Monday at ten.',
  ...Array.from({ length: 60 }, (_, at) => `${at % 2 ? 'Jonas Falk' : 'Ada Moreau'}: The lorry of row ${at} stands beside the shed, and the one behind it has a green door.`),
].join('\n');

/** Where the item in hand, the moment shown and the player stand once nothing moves any more. */
const settled = page => page.evaluate(async () => {
  const rect = it => it && (({ top, bottom }) => ({ top, bottom }))(it.getBoundingClientRect());
  const seen = () => ({ item: rect(document.querySelector('.crit.active')), moment: rect(document.querySelector('.transcript mark.shown')), end: rect(document.querySelector('.player')).top });
  for (let before = '', still = 0; still < 20; ) {
    await new Promise(done => requestAnimationFrame(done));
    const now = JSON.stringify(seen());
    still = now === before ? still + 1 : 0;
    before = now;
  }
  return { ...seen(), name: document.querySelector('.crit.active').getAttribute('aria-label') };
});

for (const [width, height] of [[1440, 900], [1920, 1080]]) {
  test(`what is in hand stays in sight while its moments are gone to, in a window of ${width} by ${height}`, async ({ page, site }) => {
    await page.setViewportSize({ width, height });
    await paste(page, site, FRONT);
    await page.getByLabel('Ada Moreau is the rep').check();
    await side(page, 'Jonas Falk', 'Theirs');
    await keep(page);
    for (let at = 0; at < 12; at += 1) {
      await page.keyboard.press('n');
      const { item, moment, end, name } = await settled(page);
      assert.ok(item.top >= 0 && item.bottom <= end, `${name}: from ${item.top} to ${item.bottom}, seen is to ${end}`);
      if (moment) assert.ok(moment.top >= 0 && moment.bottom <= end, `the moment of ${name}: from ${moment.top} to ${moment.bottom}`);
    }
  });
}
