// The way of a new user: from a transcript to a submitted scorecard.
import { readFileSync } from 'node:fs';
import {
  GIVEN, RUBRIC, SUM, assert, card, category, choose, drop, file, fixture, inView, item, judge, keep, keeps, makeCall, paste, ready, sees, side, stored,
  test, unfold, visit,
} from './harness/index.mjs';

const understood = page => page.getByRole('region', { name: 'What was understood' });
const fact = (page, name) => understood(page).locator('div', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) }).locator('dd');

test('an empty profile shows three doors', async ({ page, site }) => {
  await visit(page, site.root);
  const doors = page.locator('.door');
  await sees(page.getByRole('heading', { level: 1 }), 'Coach from what was really said');
  assert.deepEqual(await doors.getByRole('heading', { level: 2 }).allInnerTexts(), ['Try with a sample team', 'Start my team', 'Open a file']);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('Your name, as transcripts show it').fill('Mira Holt');
  await page.getByLabel('Your reps, one name a line').fill('Ada Moreau\nLeo Brandvold');
  await page.getByRole('button', { name: 'Start my team' }).click();
  await page.waitForURL(site.at('open/'));
  await visit(page, site.at('reps/'));
  await page.getByRole('table').waitFor();
  assert.deepEqual(await page.getByRole('rowheader').allInnerTexts(), ['Ada Moreau reports to Mira Holt', 'Leo Brandvold reports to Mira Holt']);
});

test('a chosen file says what it is and what was left out, before anything is kept', async ({ page, site }) => {
  await visit(page, site.root);
  await page.getByLabel('Choose a file').setInputFiles(fixture('discovery.vtt'));
  await sees(fact(page, 'Format'), 'WebVTT');
  await sees(fact(page, 'Length'), '03:17');
  await sees(fact(page, 'Voices'), '2');
  await sees(fact(page, 'Times'), 'a start and an end for every line');
  assert.equal(page.url(), site.at('open/'));
  await understood(page).getByText(/^1 line to know of/).click();
  await sees(understood(page).getByRole('listitem'), /^Line 41: the time cannot be read/);

  await page.getByRole('heading', { name: 'Who is who?' }).waitFor();
  await sees(page.getByRole('status'), 'Say for 2 voices whose side it is on.');
  await page.getByRole('button', { name: 'Open the call' }).click();
  assert.equal(page.url(), site.at('open/'), 'without the answers there is no call');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 0 people');
});

test('the rep is asked for once, and is known in the next file', async ({ page, site }) => {
  await choose(page, site, fixture('discovery.vtt'));
  await side(page, 'Ada Moreau', 'Ours');
  await side(page, 'Jonas Falk', 'Theirs');
  await sees(page.getByRole('status'), 'Say who the rep is.');
  await page.getByLabel('Ada Moreau is the rep').check();
  await page.getByLabel('Title').fill('Falk Heating, first talk');
  await page.getByLabel('Company').fill('Falk Heating');
  await keep(page);
  await page.getByRole('heading', { level: 1, name: 'Falk Heating, first talk' }).waitFor();

  await drop(page, file('follow-up.srt', 'application/x-subrip'));
  await page.getByRole('heading', { name: 'Who is who: known from before' }).waitFor();
  assert.equal(page.url(), site.at('open/'));
  await sees(fact(page, 'Format'), 'SRT');
  assert.equal(await page.getByLabel('Ada Moreau is the rep').isChecked(), true);
  await page.getByRole('group', { name: 'Britta Oyelaran: side' }).getByRole('button', { name: 'Theirs', pressed: true }).waitFor();
  await keep(page);
  await page.getByRole('heading', { level: 1, name: 'follow up' }).waitFor();

  await paste(page, site, readFileSync(fixture('notes.txt'), 'utf8'));
  await sees(fact(page, 'Format'), 'Plain text');
  await sees(fact(page, 'Length'), 'no times');
  await page.getByRole('heading', { name: 'Who is who: known from before' }).waitFor();
  await page.getByLabel('Title').fill('A quarter of an hour with Kofi');
  await keep(page);
  await sees(page.getByRole('region', { name: 'Timeline of the call' }), 'not measurable');
  assert.equal(await stored(page, site), '3 calls, 3 transcripts, 0 scorecards, 1 person');
});

test('a file that is here already is said to be', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await choose(page, site, fixture('discovery.vtt'));
  await sees(page.locator('main'), 'This very transcript is already here');
  await page.getByRole('link', { name: 'open its call' }).click();
  await page.waitForURL(url);
});

test('a call shows its timeline, its metrics with targets and their arithmetic, and its words with highlights', async ({ page, site }) => {
  await makeCall(page, site);
  const timeline = page.getByRole('region', { name: 'Timeline of the call' });
  await timeline.getByRole('img', { name: /^Who speaks when/ }).waitFor();
  for (const [label, value, target] of [
    ['Talk ratio', '51%', 'target 35 to 40%'], ['Questions', '10', 'target 11 to 14'], ['Longest monologue', '00:15', 'target <02:30'],
    ['Interactivity', '8.3', 'target >5'], ['Patience', '0.6 s', 'target 0.6 to 1.0'],
  ]) await sees(timeline.locator('.facts > div', { hasText: label }), new RegExp(`${value.replace('.', '\\.')}.*${target}`));
  for (const name of ['Ada Moreau', 'Jonas Falk', 'Pain', 'Price', 'Objection', 'Next step']) await sees(timeline.locator('.legend'), name);

  await timeline.getByRole('button', { name: '51%' }).click();
  const how = page.getByRole('dialog', { name: 'Talk ratio' });
  await sees(how, /01:3\d.*of.*03:0\d|\d+.*%/);
  await how.getByRole('button', { name: 'Close' }).click();

  const words = page.getByRole('region', { name: 'Transcript' });
  await sees(words.locator('mark[title="Open question"]'), 'How do you plan a day for the technicians right now?');
  await sees(words.locator('mark[title="Objection"]'), 'I am worried about the');
  const all = await words.locator('mark').count();
  await words.getByRole('button', { name: /^Pain \d/ }).click();
  await sees(words.locator('mark'), 'We waste about twenty hours a week');
  const pains = await words.locator('mark').count();
  assert.ok(pains > 0 && pains < all, `${pains} of ${all}`);
  assert.deepEqual([...new Set(await words.locator('mark').evaluateAll(all => all.map(it => it.title)))], ['Pain']);
});

test('words are found in a call, hit by hit', async ({ page, site }) => {
  await makeCall(page, site);
  const words = page.getByRole('region', { name: 'Transcript' });
  await page.keyboard.press('/');
  await page.keyboard.type('petra');
  await sees(words.getByRole('status'), '1 of 3');
  assert.deepEqual(await words.locator('mark.found').allInnerTexts(), ['Petra', 'Petra', 'Petra']);
  await inView(words.locator('.turn', { hasText: 'Our finance director, Petra Lind' }));
  await page.keyboard.press('Enter');
  await sees(words.getByRole('status'), '2 of 3');
  await inView(words.locator('.turn', { hasText: 'Petra has to see a number' }));
  await words.getByRole('button', { name: 'Next hit' }).click();
  await words.getByRole('button', { name: 'Next hit' }).click();
  await sees(words.getByRole('status'), '1 of 3');
  await words.getByRole('searchbox').fill('zeppelin');
  await sees(words.getByRole('status'), 'nothing found');
});

test('suggestions rest on quotes that take the transcript to their moment', async ({ page, site }) => {
  await makeCall(page, site);
  await card(page).getByRole('group', { name: /^Agenda/ }).waitFor();
  for (const title of ['Discovery', 'Closing']) await category(page, title).click();
  const words = page.getByRole('region', { name: 'Transcript' });
  for (const [title, why, quote, turn] of [
    ['At least 5 open questions', /Suggested.*5/, /How do you plan a day/, 'How do you plan a day for the technicians'],
    ['Impact quantified by the prospect', /Suggested.*5/, /twenty hours a week|60,000/, 'last year it cost us roughly 60,000 euros'],
    ['Next steps with owners and dates', /Suggested.*5/, /Then I will send you the calculation/, 'Then I will send you the calculation by Friday'],
    ['Agenda with a time commitment', /Suggested.*5/, /I suggest we take thirty minutes/, 'I suggest we take thirty minutes'],
  ]) {
    await sees(item(page, title).locator('.why'), why);
    const link = item(page, title).getByRole('button', { name: quote }).first();
    await link.click();
    const there = words.locator('.turn.now', { hasText: turn });
    await there.waitFor();
    await inView(there);
  }
  await sees(item(page, 'Talk ratio').locator('.why'), 'Computed 2: The rep spoke 51% of the time');
  await item(page, 'Talk ratio').getByRole('button', { name: '2', exact: true, pressed: true }).waitFor();
});

test('nineteen items scored by mouse add up, are frozen when submitted, and stand on every page', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await judge(page);
  const sum = card(page).locator('.score-head');
  const whole = async () => {
    await sees(sum, `${SUM.total} / 100 Solid call`);
    await sees(sum, '19 of 19 items judged');
    await sum.getByRole('img', { name: /^Grade B/ }).waitFor();
    for (const [at, [title]] of RUBRIC.entries()) await sees(category(page, title), SUM.parts[at]);
  };
  await whole();

  // One focus: the item that lost most is proposed.
  await sees(card(page), 'Most points lost: Talk ratio');
  await page.getByRole('button', { name: 'Make it the focus' }).click();
  await page.getByLabel('What to do, in a sentence').fill('Ask, then wait for two breaths.');
  await page.getByLabel('A word to the rep').fill('A call to build on.');

  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  await keeps(page, 'scorecards', '"state":"submitted"');

  await page.reload();
  await ready(page);
  assert.equal(page.url(), url);
  await whole();
  await sees(card(page), 'A submitted card does not change any more.');
  for (const [title, value] of [['What to do, in a sentence', 'Ask, then wait for two breaths.'], ['A word to the rep', 'A call to build on.']]) {
    assert.equal(await page.getByLabel(title).inputValue(), value);
  }
  await category(page, 'Presentation').click();
  const pacing = item(page, 'Pacing');
  assert.equal(await pacing.getByLabel('Why it does not apply').inputValue(), GIVEN[2][3]);
  assert.equal(await pacing.getByRole('button', { name: '5', exact: true }).isDisabled(), true);

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calls' }).click();
  const row = page.getByRole('row', { name: /discovery/ });
  await sees(row.getByRole('cell').last(), `${SUM.total} B`);

  await row.getByRole('link', { name: 'discovery' }).click();
  await page.getByRole('link', { name: 'Ada Moreau' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ada Moreau' }).waitFor();
  await sees(page.locator('main'), 'Without a first day in the job there is no level to compare with.');
  await page.getByRole('button', { name: 'Add it' }).click();
  const tenMonthsAgo = new Date(Date.now() - 305 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('First day in the job').fill(tenMonthsAgo);
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'Against the level: 6 to 18 months' }).waitFor();
  assert.deepEqual(await page.getByRole('row', { name: /^Call score/ }).getByRole('cell').allInnerTexts(), [SUM.total, '58', '70']);
  await sees(page.locator('main'), 'Developing rep · 10 months');

  await page.goBack();
  await sees(card(page).locator('.distance'), '19.9 above the level benchmark; 7.9 above the next level');
});

test('nineteen items can be scored by keyboard alone', async ({ page, site }) => {
  await makeCall(page, site);
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const active = title => card(page).locator('.crit.active', { hasText: title }).waitFor();
  await page.locator('main').focus();
  for (const [at, [, titles]] of RUBRIC.entries()) {
    for (const [index, title] of titles.entries()) {
      const given = GIVEN[at][index];
      await press('n');
      await active(title);
      if (typeof given === 'number') await press(String(given));
      if (typeof given === 'string') {
        await press('x');
        const reason = item(page, title).getByLabel('Why it does not apply');
        await reason.waitFor();
        for (let steps = 0; steps < 30 && !(await reason.evaluate(it => it === document.activeElement)); steps += 1) await press('Tab');
        await page.keyboard.type(given);
        await press('Tab');
      }
    }
  }
  await sees(card(page).locator('.score-head'), `${SUM.total} / 100`);
  await sees(card(page).locator('.score-head'), '19 of 19 items judged');

  // Back to the item before, and a digit again takes the place of the first.
  await press('p');
  await active('Mutual commitment confirmed');
  await press('0');
  await sees(category(page, 'Closing'), '15 / 20');
  await press('4');
  await sees(category(page, 'Closing'), '19 / 20');

  // Points by hand keep the moment that was looked at; a suggestion comes with all of them. What does not apply needs none.
  const evidence = title => item(page, title).getByRole('list', { name: 'Evidence' }).getByRole('listitem');
  const evidenced = async () => Number(/(\d+) of 18 evidenced/.exec(await card(page).locator('.score-head').innerText())[1]);
  await press('p');
  await active('Next steps with owners and dates');
  await press('a');
  await evidence('Next steps').first().waitFor();
  const before = await evidenced();
  assert.ok(before >= 8, `${before} items evidenced`);

  // Selected words.
  await page.getByRole('region', { name: 'Transcript' }).getByText('Thank you, it has been a long spring').dblclick({ position: { x: 10, y: 10 } });
  assert.equal((await page.evaluate(() => String(getSelection()))).trim(), 'Thank');
  await press('p', 'e');
  await item(page, 'Summarises').getByRole('list', { name: 'Evidence' }).getByRole('button', { name: '“Thank”' }).waitFor();
  assert.equal(await evidenced(), before);
});

test('a turn selected as a whole becomes evidence', async ({ page, site }) => {
  await makeCall(page, site);
  await page.getByRole('region', { name: 'Transcript' }).getByText('I saw you opened the depot in Lund').click({ clickCount: 3 });
  await item(page, 'Personalised opener').getByRole('button', { name: 'Attach the selected words' }).click();
  const evidence = item(page, 'Personalised opener').getByRole('list', { name: 'Evidence' });
  await sees(evidence.getByRole('listitem'), '00:10 “Thanks. I saw you opened the depot in Lund in…”');
  await evidence.getByRole('button', { name: 'Take this moment away' }).click();
  await evidence.waitFor({ state: 'detached' });
});

test('the list of keys is a key away, and single keys can be turned off', async ({ page, site }) => {
  await makeCall(page, site);
  await page.locator('main').focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  for (const words of ['Next item', 'Previous item', 'Not applicable', 'Attach the selected words to the item', 'Find in this call']) await sees(list, words);
  await list.getByLabel('Single keys work on this page').uncheck();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });

  await page.locator('main').focus();
  await page.keyboard.press('n');
  await page.keyboard.press('4');
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Keys ?' }).click();
  await list.waitFor();
  assert.equal(await card(page).locator('.crit.active').count(), 0);
  await sees(card(page).locator('.score-head'), '1 of 19 items judged');

  await list.getByLabel('Single keys work on this page').check();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  await page.locator('main').focus();
  await page.keyboard.press('n');
  await page.keyboard.press('4');
  await sees(card(page).locator('.score-head'), '2 of 19 items judged');
});

test('a draft is kept without a button', async ({ page, site }) => {
  await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await keeps(page, 'scorecards', '"item":"agenda","given":{"points":3}');
  await page.reload();
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true, pressed: true }).waitFor();
  await visit(page, site.root);
  await sees(page.locator('section', { hasText: 'Drafts to finish' }), 'discovery');
});

test('an edit is kept when the page is left for another one at once', async ({ page, site }) => {
  await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await page.getByRole('link', { name: 'Home' }).click();
  await sees(page.locator('section', { hasText: 'Drafts to finish' }), 'discovery');
  await page.goBack();
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true, pressed: true }).waitFor();
});

for (const [how, leave] of [['reloaded', page => page.reload()], ['closed', page => page.close({ runBeforeUnload: true })]]) {
  test(`an edit is kept when the page is ${how} at once`, async ({ page, context, site }) => {
    const url = await makeCall(page, site);
    await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
    await leave(page);
    const later = await context.newPage();
    await visit(later, url);
    await item(later, 'Agenda').getByRole('button', { name: '3', exact: true, pressed: true }).waitFor();
  });
}

test('categories that were opened stay open while items are scored', async ({ page, site }) => {
  await makeCall(page, site);
  for (const [title] of RUBRIC) await unfold(page, title);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await sees(category(page, 'Opening'), '3 / 15');
  assert.equal(await card(page).locator('details:not(.guide)[open]').count(), 5);
});

test('what is missing is said before a card is submitted', async ({ page, site }) => {
  await makeCall(page, site);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(page.locator('.toast'), '18 items have no points yet.');
  await card(page).locator('.crit.active', { hasText: 'Personalised opener' }).waitFor();
  await item(page, 'Personalised opener').getByRole('button', { name: 'Not applicable' }).click();
  await sees(card(page), '17 items have no points yet.');
});
