// A team's own rubric: made from the standard one, edited, broken, mended, saved, edited again, handed on as a file.
import { readFileSync } from 'node:fs';
import { all, draft, monkey } from './harness/monkey.mjs';
import { assert, axe, download, item, keeps, makeCall, sees, test, visit } from './harness/index.mjs';

const region = (page, name) => page.getByRole('region', { name, exact: true });
const pick = (page, title) => region(page, 'Outline').getByRole('button', { name: title, exact: true }).click();
const save = page => page.getByRole('button', { name: /^Save version/ });
const total = (page, text) => sees(page.locator('.toolbar .total'), text);

/** Gives a field of the form another value and leaves it. */
async function put(page, label, value) {
  const field = region(page, 'Fields').getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Tab');
}

/** Opens the editor on a copy of the standard rubric. */
async function makeOwn(page, site) {
  await visit(page, site.at('rubrics/'));
  await page.getByRole('link', { name: /^Make my own from this.*Standard rubric/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Edit: Standard rubric, ours v1', exact: true }).waitFor();
}

/** So many acts before all is taken back. */
const ROUND = 100;

/** The items of the outline, in order. */
const order = page => page.locator('.line.item .link').allInnerTexts();

test('a team makes a rubric of its own, and an edit of it is told in sentences', async ({ page, site }) => {
  await makeOwn(page, site);
  await put(page, 'Title', 'Our calls');
  await total(page, '100 points in 19 items');

  // Other points: a warning, not a fault.
  await pick(page, 'Agenda with a time commitment');
  await put(page, 'Points for the best', '15');
  await total(page, '110 points');
  await sees(region(page, 'Problems'), 'The points add up to 110, not to 100');
  assert.equal(await save(page).isDisabled(), false);

  // By the keyboard alone: the button stays under the finger.
  const down = page.getByRole('button', { name: 'Move Agenda with a time commitment down' });
  await down.focus();
  await page.keyboard.press('Enter');
  await sees(page.getByRole('status'), 'Now 3 of 3 in Opening & agenda setting.');
  assert.deepEqual((await order(page)).slice(0, 3), ['Personalised opener', 'Credibility by relevant proof', 'Agenda with a time commitment']);
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Move Agenda with a time commitment down');
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelectorAll('.line.item .link')[1].textContent === 'Agenda with a time commitment');
  await page.getByRole('button', { name: 'Undo' }).click();
  await total(page, '100 points');
  await page.getByRole('button', { name: 'Redo' }).click();
  await total(page, '110 points');

  // Dragged: what is dropped on takes the place.
  const line = title => page.locator('.line', { hasText: title });
  await line('Personalised opener').dragTo(line('Credibility by relevant proof'));
  await page.waitForFunction(() => document.querySelectorAll('.line.item .link')[2].textContent === 'Personalised opener');

  // A fault is named, leads to its field, and stands in the way of saving.
  await pick(page, 'Agenda with a time commitment');
  await put(page, 'Title', '');
  await sees(region(page, 'Problems'), 'The item has no title: give it one.');
  assert.equal(await save(page).isDisabled(), true);
  await sees(page.locator('.toolbar'), 'Mend 1 fault first.');
  await pick(page, 'The rubric itself');
  await region(page, 'Problems').locator('li', { hasText: 'no title' }).getByRole('button').click();
  await page.waitForFunction(() => document.activeElement?.id.endsWith('.title') && document.activeElement.getAttribute('aria-invalid') === 'true');
  await page.keyboard.type('Agenda');

  // A reload loses nothing.
  await sees(page.locator('.toolbar'), 'Draft kept on this device.');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Edit: Our calls v1', exact: true }).waitFor();
  await total(page, '110 points');
  await sees(region(page, 'Changes'), '“Agenda with a time commitment”, points: 5 became 15.');
  await axe(page);

  await save(page).click();
  await page.getByRole('heading', { level: 1, name: 'Our calls v1', exact: true }).waitFor();
  await keeps(page, 'rubrics', '"title":"Our calls"');

  // Not used yet: it is changed in place.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Save version 1' }).waitFor();
});

/** Writes a rubric to the page that reads files. */
const give = (page, name, text) => page.getByLabel('Read from a file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

test('a used version stays, and its edit begins the next', async ({ page, site }) => {
  const call = await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await keeps(page, 'scorecards', '"item":"agenda"');
  await makeOwn(page, site);
  await save(page).click();
  await page.getByRole('heading', { level: 1, name: 'Standard rubric, ours v1', exact: true }).waitFor();
  const key = new URL(page.url()).searchParams.get('id').split('@')[0];
  // A card of the call is put on it, as choosing a rubric does.
  await page.evaluate(async key => {
    const result = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
    const base = await result(indexedDB.open('callcraft'));
    const change = base.transaction('scorecards', 'readwrite');
    const store = change.objectStore('scorecards');
    const [row] = await result(store.getAll());
    const card = JSON.parse(new TextDecoder().decode(row.body));
    card.body.rubric = { key, version: 1 };
    store.put({ ...row, body: new TextEncoder().encode(JSON.stringify(card)) });
    // Kept when the transaction is over, not when the request is: the reload would take it back.
    await new Promise((done, failed) => { change.oncomplete = done; change.onabort = failed; });
    base.close();
  }, key);
  await page.reload();
  await sees(page.locator('.meta'), 'an edit begins version 2.');
  assert.equal(await page.getByRole('button', { name: 'Delete' }).count(), 0);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await pick(page, 'Personalised opener');
  await region(page, 'Fields').getByLabel('Where it fails').selectOption('fails_call');
  await region(page, 'Fields').getByLabel('How points are given').selectOption('anchored');
  await region(page, 'Fields').getByRole('button', { name: 'Remove level 2' }).click();
  await page.getByRole('button', { name: 'Save version 2' }).click();
  await page.getByRole('heading', { level: 1, name: 'Standard rubric, ours v2', exact: true }).waitFor();
  await sees(region(page, 'Changes'), '“Personalised opener”, kind: points became levels with a text each.');
  await sees(region(page, 'Changes'), 'fails the call');
  await axe(page);

  // Out as a file, gone, back by undo; and the call has kept its card.
  await page.getByRole('button', { name: 'Hand over…' }).click();
  await sees(page.getByRole('dialog'), /Inside: 1 rubric; \d+ kB/);
  const file = readFileSync(await (await download(page, 'Save as a file (JSON)')).path(), 'utf8');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rubrics', exact: true }).waitFor();
  await sees(region(page, 'The team’s own'), 'Standard rubric, ours v1');
  await page.getByRole('button', { name: 'Undo' }).click();
  await sees(region(page, 'The team’s own'), 'Standard rubric, ours v2');
  await give(page, 'rubric.json', file);
  await sees(page.locator('body'), 'This rubric is here already.');
  await visit(page, call);
  await sees(page.getByRole('region', { name: 'Scorecard' }), 'Standard rubric, ours v1');
});

test('a broken rubric file is refused with the field at fault, and the preview reads a call', async ({ page, site }) => {
  await visit(page, site.at('sample/rubrics/'));
  await region(page, 'Come with Callcraft').waitFor();
  await axe(page);
  const rubric = { key: 'r', version: 1, title: 'R', categories: [{ key: 'a', title: 'A', items: [{ key: 'i', title: 'I', points: 'many' }] }] };
  await give(page, 'rubric.json', JSON.stringify(rubric, null, 2));
  await sees(page.getByRole('alert'), '“A”, “I”, points (categories[0].items[0].points): “many” stands there; wanted is a whole number');
  rubric.categories[0].items[0] = { key: 'i', title: '', points: 5 };
  await give(page, 'rubric.json', JSON.stringify(rubric));
  await sees(page.getByRole('alert'), 'title (categories[0].items[0].title): The item has no title');
  await give(page, 'rubric.json', '{');
  await sees(page.getByRole('alert'), 'not sound JSON');
  rubric.categories[0].items[0].title = 'I';
  await give(page, 'rubric.json', JSON.stringify(rubric));
  await page.getByRole('heading', { level: 1, name: 'R v1', exact: true }).waitFor();
  await visit(page, site.at('sample/rubric/?id=standard@1&edit'));
  await page.getByText('Preview the card on a call').click();
  await sees(page.locator('details .why'), 'Suggested');
});

test('two tabs with the same draft do not write over each other, and a title without spaces does not widen the page', async ({ page, context, site }) => {
  await makeOwn(page, site);
  await put(page, 'Title', 'From the first tab');
  const other = await context.newPage();
  await visit(other, page.url());
  await other.getByRole('heading', { level: 1, name: 'Edit: From the first tab v1' }).waitFor();
  await put(other, 'Title', 'x'.repeat(400));
  await page.getByRole('heading', { level: 1, name: /^Edit: x{400} v1/ }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await other.getByRole('heading', { level: 1, name: 'Edit: From the first tab v1' }).waitFor();
});

test('an item can have its points suggested as for several others', async ({ page, site }) => {
  await makeOwn(page, site);
  await pick(page, 'Agenda with a time commitment');
  const sources = region(page, 'Fields').getByRole('group', { name: /^Points are suggested as for/ });
  await sources.getByLabel('Impact quantified by the prospect').check();
  await sources.getByLabel('Agenda with a time commitment').check();
  await sees(region(page, 'Changes'), /suggested by.*quantified-impact, agenda/);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await sources.getByLabel('Agenda with a time commitment').isChecked(), false);
  assert.equal(await sources.getByLabel('Impact quantified by the prospect').isChecked(), true);
});

// By hand: SEED=7 ACTS=5000 make e2e ONLY=hostile
const [SEED, ACTS] = [Number(process.env.SEED ?? 4), Number(process.env.ACTS ?? 200)];

test('hostile use leaves the editor whole: after every act all is consistent, and undo leads back to the start', async ({ page, site }) => {
  for (let round = 0, left = ACTS; left > 0; round += 1, left -= ROUND) {
    await makeOwn(page, site);
    // The draft is kept from the first edit on.
    await put(page, 'Title', 'Ours');
    await page.getByRole('button', { name: 'Undo' }).click();
    const start = await draft(page);
    const { found, done } = await monkey(page, SEED + round, Math.min(left, ROUND));
    assert.deepEqual(found, [], `seed ${SEED + round}: ${JSON.stringify(done)}`);
    // To the newest end, back to the start and here again.
    await all(page, 'Redo');
    const end = await draft(page);
    const back = await all(page, 'Undo');
    assert.ok(await draft(page) === start, `seed ${SEED + round}: taken back ${back} times, and not at the start`);
    assert.equal(await all(page, 'Redo'), back);
    assert.ok(await draft(page) === end, `seed ${SEED + round}: done again, and not at the end`);
    // What is kept is what a reload shows.
    await page.reload();
    await page.locator('.toolbar .total').waitFor();
    assert.ok(await draft(page) === end, 'after a reload');
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Standard rubric v1', exact: true }).waitFor();
  }
});

test('what nobody does on purpose leaves the editor whole too: with a second tab on the rubric, leaving in the middle, and broken files between', async ({ page, context, site }) => {
  const acts = async (tab, seed) => {
    const { found, done } = await monkey(tab, seed, Math.max(50, ACTS / 4), true);
    assert.deepEqual(found, [], `seed ${seed}: ${JSON.stringify(done)}`);
  };
  await makeOwn(page, site);
  await put(page, 'Title', 'Ours');
  const address = page.url();
  await acts(page, SEED);
  // Away in the middle of a field, and back.
  const before = await draft(page);
  await region(page, 'Fields').locator('input, textarea').first().focus();
  await page.getByRole('link', { name: 'Calls', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
  await page.goBack();
  await page.locator('.toolbar .total').waitFor();
  assert.ok(await draft(page) === before, 'the draft after leaving');
  // What is done in another tab is seen here.
  const other = await context.newPage();
  await visit(other, address);
  await other.locator('.toolbar .total').waitFor();
  await acts(other, SEED + 1);
  const says = await other.locator('.toolbar .total').innerText();
  await page.waitForFunction(says => document.querySelector('.toolbar .total').textContent === says, says);
  await other.close();
  await acts(page, SEED + 2);
  // A file that is refused changes nothing.
  const kept = await draft(page);
  await visit(page, site.at('rubrics/'));
  for (const broken of ['{', '[]', '{"format":"callcraft"}', '{"key":"x","version":1e308,"title":"x","categories":[]}', '{"key":' + '['.repeat(3000)]) {
    await give(page, 'rubric.json', broken);
    await page.getByRole('alert').first().waitFor();
  }
  await visit(page, address);
  await page.locator('.toolbar .total').waitFor();
  assert.ok(await draft(page) === kept, 'the draft after broken files');
});
