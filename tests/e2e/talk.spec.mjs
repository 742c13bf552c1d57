// What is said at moments of a call: comments in threads, and the moments kept for the session.
import { assert, axe, bring, card, choose, download, file, item, judge, keeps, makeCall, ready, sees, test, visit, watch } from './harness/index.mjs';
import { readFileSync } from 'node:fs';

const words = page => page.getByRole('region', { name: 'Transcript' });
const turn = (page, text) => words(page).locator('.turn', { hasText: text });
const DEPOT = 'I saw you opened the depot in Lund';
const list = page => card(page).locator('.talk-list');

/** Selects a word of the transcript. */
const select = (page, text) => words(page).getByText(text).first().dblclick({ position: { x: 10, y: 10 } });

test('words are commented on from the keyboard, replied to, changed, deleted and brought back', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await select(page, DEPOT);
  await page.keyboard.press('c');
  const field = page.getByRole('textbox', { name: 'Comment', exact: true });
  await field.waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'comment-words');
  await page.getByRole('group', { name: 'What the comment is' }).getByRole('button', { name: 'Praise' }).click();
  await field.fill('A detail of theirs, in the first minute.');
  await page.keyboard.press('Control+Enter');
  const thread = turn(page, DEPOT).getByRole('complementary');
  await sees(thread, /The manager.*Praise.*00:10/s);
  await sees(thread, 'A detail of theirs, in the first minute.');
  await words(page).locator('mark.said').first().waitFor();
  await sees(page.locator('.legend'), 'Comment');
  await keeps(page, 'scorecards', 'A detail of theirs');

  await thread.getByRole('button', { name: 'Reply' }).click();
  await field.fill('It was in the news that week.');
  await page.getByRole('button', { name: 'Keep the comment' }).click();
  await sees(thread.locator('.reply'), 'It was in the news that week.');

  await thread.getByRole('button', { name: 'Edit this comment' }).first().click();
  assert.equal(await field.inputValue(), 'A detail of theirs, in the first minute.');
  await field.fill('A detail of theirs, at once.');
  await page.keyboard.press('Control+Enter');
  await sees(thread, 'A detail of theirs, at once.');

  await thread.locator('.reply').getByRole('button', { name: 'Delete this comment' }).click();
  await sees(page.locator('.toast'), 'Comment deleted.');
  await thread.locator('.reply').waitFor({ state: 'detached' });
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await sees(thread.locator('.reply'), 'It was in the news that week.');

  await page.reload();
  await sees(turn(page, DEPOT).locator('.reply'), 'It was in the news that week.');
  await axe(page);
  assert.equal(page.url(), url);
});

test('a comment hangs on the turn whose words were pressed, says so, and can be put on the whole call', async ({ page, site }) => {
  await makeCall(page, site);
  const field = page.getByRole('textbox', { name: 'Comment', exact: true });
  const choice = page.getByRole('group', { name: 'What the comment hangs on' });
  await page.keyboard.press('c');
  await sees(card(page).locator('.composer'), 'On the whole call.');
  await field.press('Escape');
  await turn(page, DEPOT).locator('p').first().click({ position: { x: 12, y: 10 } });
  await turn(page, DEPOT).and(page.locator('.now')).waitFor();
  await page.keyboard.press('c');
  await choice.getByRole('button', { name: 'At 00:10', pressed: true }).waitFor();
  await axe(page);
  await field.fill('Said at once.');
  await page.keyboard.press('Control+Enter');
  await sees(turn(page, DEPOT).getByRole('complementary'), 'Said at once.');
  // The same turn is in hand still; this one is on all of it.
  await page.keyboard.press('c');
  await choice.getByRole('button', { name: 'The whole call' }).click();
  await field.fill('A call to build on.');
  await page.keyboard.press('Control+Enter');
  await sees(list(page).getByRole('complementary'), 'A call to build on.');
  assert.equal(await turn(page, DEPOT).getByRole('complementary').count(), 1);
});

test('a comment that is begun and left leaves nothing, and one with words is not lost to another', async ({ page, site }) => {
  await makeCall(page, site);
  await turn(page, DEPOT).locator('.at').click();
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Comment', exact: true }).fill('Half a thought');
  await page.getByRole('button', { name: 'Comment C' }).click();
  await sees(page.locator('.toast'), 'A comment is being written');
  assert.equal(await page.getByRole('textbox', { name: 'Comment', exact: true }).inputValue(), 'Half a thought');
  await page.reload();
  await sees(turn(page, DEPOT).locator('.composer'), 'Keep the comment');
  await turn(page, DEPOT).locator('.at').click();
  await page.keyboard.press('c');
  assert.equal(await page.getByRole('textbox', { name: 'Comment', exact: true }).inputValue(), 'Half a thought', 'a reload loses nothing');
  await page.getByRole('textbox', { name: 'Comment', exact: true }).press('Escape');
  await words(page).locator('.composer').waitFor({ state: 'detached' });
  assert.equal(await words(page).locator('.comment').count(), 0);
  await page.waitForFunction(() => document.activeElement.className === 'at');
});

test('a moment is kept for the session with a note, is listed, and can be taken off and brought back', async ({ page, site }) => {
  await makeCall(page, site);
  await turn(page, DEPOT).locator('.at').click();
  await page.keyboard.press('m');
  const why = page.getByLabel('Why this moment is for the session');
  await why.waitFor();
  await page.waitForFunction(() => document.activeElement.id.startsWith('why-'));
  await page.keyboard.type('The opener that worked');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.className === 'at');
  await list(page).locator('summary').click();
  await sees(list(page).getByRole('list', { name: 'Key moments' }), /00:10.*The opener that worked/s);
  await sees(page.locator('.legend'), 'Key moment');
  await keeps(page, 'scorecards', 'The opener that worked');
  await page.getByRole('button', { name: 'Take this key moment off' }).click();
  await why.waitFor({ state: 'detached' });
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await why.waitFor();
  assert.equal(await why.inputValue(), 'The opener that worked');
});

test('a submitted card goes on being talked about, and its seal holds', async ({ page, site }) => {
  await makeCall(page, site);
  await judge(page);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  await list(page).locator('summary').click();
  await list(page).getByRole('button', { name: 'Comment on the whole call' }).click();
  await page.getByRole('textbox', { name: 'Comment', exact: true }).fill('A call to build on.');
  await page.getByRole('button', { name: 'Keep the comment' }).click();
  await sees(list(page).getByRole('complementary'), 'A call to build on.');
  await keeps(page, 'scorecards', 'A call to build on.');
  await page.reload();
  await sees(card(page), 'Sealed at submission');
  await list(page).locator('summary').click();
  await sees(list(page).getByRole('complementary'), 'A call to build on.');
});

test('comments travel with the card, and are seen by whoever opens it', async ({ page, browser, site }) => {
  await makeCall(page, site);
  await select(page, DEPOT);
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Comment', exact: true }).fill('What would you ask next?');
  await page.keyboard.press('Control+Enter');
  await sees(words(page).getByRole('complementary'), 'What would you ask next?');
  await judge(page);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await page.getByRole('button', { name: 'Share scorecard' }).click();
  const path = await (await download(page, 'Save as a file (JSON)')).path();

  const other = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const problems = await watch(other, site.origin);
  const there = await other.newPage();
  await choose(there, site, path);
  await bring(there);
  await there.waitForURL(/\/call\/\?id=/);
  await sees(turn(there, DEPOT).getByRole('complementary'), 'What would you ask next?');
  assert.deepEqual(problems, []);
  await other.close();
});

test('a few lines for a note say the score, three facts, the focus and the next step, with or without names', async ({ page, site }) => {
  await makeCall(page, site);
  await judge(page);
  await card(page).getByRole('button', { name: 'Make it the focus' }).click();
  await card(page).getByLabel('What to do, in a sentence').fill('Ask Jonas two follow-ups');
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await page.getByRole('button', { name: 'Share scorecard' }).click();
  const text = readFileSync(await (await download(page, 'Save the short text')).path(), 'utf8');
  assert.match(text, /^discovery\n.*Discovery.*, 3 min, .*Ada Moreau\nScore: 77\.9 of 100, grade B \(solid call\)\n- Talk ratio: 51%\n- Questions: 10\n- Longest monologue: 00:15\nFocus: .*Ask Jonas two follow-ups\. \(for 5 calls\)\nNext step: “.*”/);
  await page.getByLabel('Names left out', { exact: true }).check();
  await sees(page.getByLabel('The short text'), 'Ask the prospect two follow-ups');
  assert.doesNotMatch(await page.getByLabel('The short text').innerText(), /Ada|Moreau|Jonas|Falk/);
});

/** Drags with the mouse, as a hand does, from a point to the top of an element. */
async function drag(page, from, target) {
  const to = await target.boundingBox();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const [x, y] of [[from.x + 20, from.y + 8], [to.x + 60, to.y + 10], [to.x + 70, to.y + 15]]) await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
}

test('selected words and quoted moments are dragged onto items, and a button does the same', async ({ page, site }) => {
  await makeCall(page, site);
  const evidence = title => item(page, title).getByRole('list', { name: 'Evidence' }).getByRole('listitem');
  const turn = words(page).getByText(DEPOT).first();
  // Both in sight, and neither under the player.
  await item(page, 'Personalised opener').evaluate(it => it.scrollIntoView({ block: 'center' }));
  const from = await turn.evaluate(it => {
    getSelection().setBaseAndExtent(it.firstChild, 0, it.firstChild, 20);
    const { x, y } = getSelection().getRangeAt(0).getBoundingClientRect();
    return { x: x + 20, y: y + 10 };
  });
  await drag(page, from, item(page, 'Personalised opener'));
  await sees(evidence('Personalised opener'), 'Thanks. I saw you op');

  // A moment that is suggested for one item, onto another.
  await item(page, 'Agenda').scrollIntoViewIfNeeded();
  const { x, y } = await item(page, 'Personalised opener').locator('.why .moment').first().boundingBox();
  await drag(page, { x: x + 30, y: y + 8 }, item(page, 'Agenda'));
  await sees(evidence('Agenda'), 'I saw you opened the depot');

  // By buttons: go to the moment, attach it.
  await item(page, 'Agenda').locator('.why .moment').first().click();
  await item(page, 'Credibility').getByRole('button', { name: 'Attach the selected words' }).click();
  await sees(evidence('Credibility'), 'I suggest we take thirty minutes');
  await sees(card(page).locator('.score-head'), '3 of 19 evidenced');
});
