// Scoring without surprises: which card a call opens with, and what the keys do with moments.
import { readFileSync } from 'node:fs';
import { DIST, assert, card, item, ready, sees, test, visit } from './harness/index.mjs';

/** Opens a call of the sample by the beginning of its title. */
async function sampleCall(page, site, title) {
  const team = JSON.parse(readFileSync(new URL('sample/team.json', DIST), 'utf8'));
  const { id } = team.records.find(it => it.kind === 'call' && it.body.title.startsWith(title)).body;
  await visit(page, site.at(`sample/call/?id=${id}`));
  await card(page).waitFor();
}

const hand = page => card(page).locator('.crit.active');
const press = (page, ...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const evidence = group => group.getByRole('list', { name: 'Evidence' }).getByRole('listitem');
const shownWords = page => page.locator('.transcript mark.shown').allInnerTexts();

test('where the rep has judged a call it opens with the manager’s card, and who scores is asked with the first key that writes', async ({ page, site }) => {
  await sampleCall(page, site, 'Falcão Garden Centres');
  await card(page).getByRole('button', { name: 'Manager\'s card', pressed: true }).waitFor();
  await press(page, 'u', 'Enter');
  const dialog = page.getByRole('dialog', { name: 'Who is scoring?' });
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel('You are').evaluate(it => it.selectedOptions[0].text), 'Tomasz Wrona');
  const first = await item(page, 'Personalised opener').getAttribute('id');
  await dialog.getByRole('button', { name: 'Go on' }).press('Enter');
  // The key that asked has had its effect: the first item is judged, and the next one is in hand.
  await sees(card(page).locator('.score-head'), '2 of 19 items judged');
  await page.waitForFunction(first => document.activeElement.classList.contains('crit') && document.activeElement.id !== first, first);
  assert.equal(await card(page).getByLabel('Scored by').evaluate(it => it.selectedOptions[0].text), 'Tomasz Wrona');
  await press(page, 'Enter');
  assert.equal(await dialog.count(), 0);
  // The sealed card of the rep takes no points, and says so.
  await press(page, 'v', 'n', '3');
  await sees(page.locator('.toast'), 'This card is submitted');
});

test('all moments of a suggestion can be gone through and read, and points by hand keep what was looked at', async ({ page, site }) => {
  await sampleCall(page, site, 'Whitfield Janitorial');
  // An item with more moments than are shown at first.
  await press(page, 'u');
  for (let at = 0; at < 19 && !(await hand(page).getByRole('button', { name: /^and \d+ more$/ }).count()); at += 1) await press(page, 'n');
  const more = hand(page).getByRole('button', { name: /^and \d+ more$|^fewer$/ });
  const all = hand(page).locator('.why .moment');
  const rest = Number(/\d+/.exec(await more.innerText())[0]);
  const many = (await all.count()) + rest;
  await more.press('Enter');
  assert.equal(await all.count(), many);
  await more.press('Enter');
  assert.equal(await all.count(), many - rest);
  // One after the other, round and back.
  const place = hand(page).getByRole('status');
  await sees(place, `moment 1 of ${many}`);
  for (let at = 2; at <= many; at += 1) {
    await press(page, 'g');
    await sees(place, `moment ${at} of ${many}`);
  }
  assert.equal(await all.count(), many, 'what is gone to is shown');
  await press(page, 'g');
  await sees(place, `moment 1 of ${many}`);
  await press(page, 'Shift+G');
  await sees(place, `moment ${many} of ${many}`);
  // Other points than suggested, on what was looked at; and on what was not once it is asked for.
  const name = await hand(page).getAttribute('aria-label');
  const suggested = Number(/Accept (\d+)/.exec(await hand(page).getByRole('button', { name: /^Accept/ }).getAttribute('aria-label'))[1]);
  await press(page, suggested === 1 ? '2' : '1');
  await hand(page).getByText(`By hand, against the ${suggested} suggested.`).waitFor();
  assert.equal(await evidence(hand(page)).count(), many);
  assert.notEqual(await hand(page).getAttribute('aria-label'), name);
  assert.match(await hand(page).getAttribute('aria-label'), /, \d of \d+$/);
  await evidence(hand(page)).first().getByRole('button', { name: 'Take this moment away' }).click();
  assert.equal(await evidence(hand(page)).count(), many - 1);
  await press(page, 'Shift+A');
  assert.equal(await evidence(hand(page)).count(), many);
});

test('what was found is attached as the sentence around it, and never as another item’s moment', async ({ page, site }) => {
  await sampleCall(page, site, 'Whitfield Janitorial');
  await press(page, 'u', '/');
  await page.keyboard.type('invoicing');
  await sees(page.locator('.transcript .found'), '1 of 1');
  assert.deepEqual((await shownWords(page)).length <= 1, true);
  await press(page, 'Escape');
  await page.waitForFunction(() => document.activeElement.classList.contains('crit'));
  const before = await evidence(hand(page)).count();
  await press(page, 'e');
  const quote = await evidence(hand(page)).filter({ hasText: /invoicing/i }).first().getByRole('button').first().getAttribute('title');
  assert.ok(quote.length > 'invoicing'.length && /[.!?…]$/.test(quote), quote);
  assert.equal(await evidence(hand(page)).count(), before + 1);
  // By mouse, at another item: nothing is left over.
  const other = card(page).locator('.crit:visible').nth(1);
  const had = await evidence(other).count();
  await other.getByRole('button', { name: 'Attach the selected words' }).click();
  await sees(page.locator('.toast'), 'Select some words in the transcript');
  assert.equal(await evidence(other).count(), had);
});

test('the key for the turn before starts from the turn that was gone to', async ({ page, site }) => {
  await sampleCall(page, site, 'Whitfield Janitorial');
  const now = () => page.locator('.turn.now').getAttribute('id');
  await press(page, 'u', 'n', 'n', 'n', 'n', 'n');
  await page.locator('.turn.now').waitFor();
  const at = Number((await now()).slice('turn-'.length));
  assert.ok(at > 1, `the item's moment is in turn ${at}`);
  await press(page, ',');
  await page.locator(`#turn-${at - 1}.now`).waitFor();
  await press(page, '.');
  await page.locator(`#turn-${at}.now`).waitFor();
});
