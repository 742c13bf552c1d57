// Several cards of one call: of two rubrics, of several scorers, and what stands beside the score.
import { assert, axe, bring, card, choose, download, item, keeps, sees, test, visit, watch } from './harness/index.mjs';
import { add, call, id, person, stamp } from './harness/records.mjs';

const CALL = 100;
const scorecard = (n, role, scorer, rubric, answers, more = {}) => ({
  kind: 'scorecard',
  stamp: stamp({ z: 1 }),
  body: {
    id: id(n), call: id(CALL), rubric, role, scorer: id(scorer), state: 'submitted', created_at: '2026-11-12T11:00:00Z', submitted_at: '2026-11-12T11:20:00Z',
    answers: Object.entries(answers).map(([item, given]) => ({ item, given: typeof given === 'number' ? { points: given } : given })), ...more,
  },
});
const STANDARD = { key: 'standard', version: 1 };
const people = [person(1, 'Ada Moreau'), { ...person(2, 'Mira Holt'), body: { ...person(2, 'Mira Holt').body, role: 'manager' } }];
const theCall = call(CALL, 'Birch, demo', { z: 1 }, { rep: id(1), started_at: '2026-11-12T10:00:00Z' });
const address = site => site.at(`call/?id=${id(CALL)}`);

/** A rubric of the team's own with two items. */
const quick = {
  kind: 'rubric', stamp: stamp({ z: 1 }),
  body: { key: 'quick', version: 1, title: 'Quick look', categories: [{ key: 'all', title: 'All', items: [{ key: 'one', title: 'First thing', points: 5 }, { key: 'two', title: 'Second thing', points: 5 }] }] },
};
const QUICK = { key: 'quick', version: 1 };
const give = (page, title, points) => item(page, title).getByRole('button', { name: String(points), exact: true }).click();
const chip = (page, name) => card(page).getByRole('group', { name: 'Whose card' }).getByRole('button', { name });
const submit = async page => {
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
};
/** Says who uses the copy. */
const am = async (page, site, name) => {
  await visit(page, site.at('data/'));
  await page.getByLabel('Cards and changes carry this name').selectOption({ label: name });
  await keeps(page, 'settings', '"me":"');
};
/** The score in the list of calls. */
const listed = async (page, site, score) => {
  await visit(page, site.at('calls/'));
  await sees(page.getByRole('row', { name: /Birch, demo/ }), score);
};

test('what comes back from a pack to calibrate by stands beside the manager\'s card with its scorer\'s name, and never is the score', async ({ page, site, browser }) => {
  await add(page, site, [...people, quick, theCall, scorecard(12, 'manager', 2, QUICK, { one: 5, two: 4 })]);
  await am(page, site, 'Mira Holt');
  await visit(page, address(site));
  await sees(card(page).locator('.big'), '90');
  await page.getByRole('button', { name: 'Share scorecard' }).click();
  await page.getByRole('dialog').getByLabel('To calibrate: without anybody\'s scorecards').check();
  await page.getByLabel('To be scored by').selectOption({ label: 'Quick look, version 1' });
  await page.getByRole('dialog').locator('.inside').filter({ hasText: /1 rubric/ }).waitFor();
  const pack = await (await download(page, 'Save as a file (JSON)')).path();

  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }));
  const problems = await watch(context, site.origin);
  const dana = await context.newPage();
  await add(dana, site, [{ ...person(3, 'Dana Voss'), body: { ...person(3, 'Dana Voss').body, role: 'manager' } }]);
  await am(dana, site, 'Dana Voss');
  await choose(dana, site, pack);
  await bring(dana);
  await dana.waitForURL(/\/(call\/\?id=|calls\/)/);
  await visit(dana, address(site));
  await sees(card(dana), 'To calibrate: this card is compared with others\' and never is the score of the call.');
  assert.equal(await chip(dana, /^(Manager|Self)/).count(), 0, 'no other card is offered');
  await sees(card(dana), 'Quick look v1');
  await give(dana, 'First thing', 1);
  await give(dana, 'Second thing', 4);
  await submit(dana);
  await axe(dana);
  await dana.getByRole('button', { name: 'Share scorecard' }).click();
  await dana.getByRole('dialog').locator('.inside').filter({ hasText: /1 scorecard/ }).waitFor();
  const back = await (await download(dana, 'Save as a file (JSON)')).path();

  await choose(page, site, back);
  assert.deepEqual(problems, []);
  await bring(page);
  await page.waitForURL(/\/(call\/\?id=|calls\/)/);
  await visit(page, address(site));
  await sees(card(page).locator('.big'), '90');
  await chip(page, 'Calibration card: Dana Voss').click();
  await sees(card(page).locator('.big'), '50');
  await sees(card(page), 'never is the score of the call');
  await chip(page, 'Side by side').click();
  await sees(card(page).locator('.totals'), /Manager 90.*Dana Voss 50/s);
  await listed(page, site, '90');
  await context.close();
});

test('of several manager\'s cards each stays in reach and says which counts; a draft begun once more can be left', async ({ page, site }) => {
  await add(page, site, [
    ...people, { ...person(3, 'Dana Voss'), body: { ...person(3, 'Dana Voss').body, role: 'manager' } }, quick, theCall,
    scorecard(12, 'manager', 2, QUICK, { one: 5, two: 4 }),
    scorecard(13, 'manager', 3, QUICK, { one: 2, two: 1 }, { submitted_at: '2026-11-13T11:20:00Z' }),
  ]);
  await am(page, site, 'Mira Holt');
  await visit(page, address(site));
  await sees(card(page).locator('.big'), '30');
  await sees(card(page), /By Dana Voss, submitted 13 Nov 2026.* This is the score of the call: of several submitted manager's cards the one submitted last counts/);
  await chip(page, /submitted 12 Nov 2026.*: Mira Holt$/).click();
  await sees(card(page).locator('.big'), '90');
  await sees(card(page), 'Not the score of the call any more');
  await card(page).getByRole('button', { name: 'Show the one that counts' }).click();
  await sees(card(page).locator('.big'), '30');

  // Begun once more: by the same rubric, the one before counts, and nothing is left of it.
  await card(page).getByRole('button', { name: 'Score again' }).click();
  await sees(card(page), 'stays the score of the call until this one is submitted');
  assert.equal(await card(page).getByLabel('Rubric').locator('option:checked').innerText(), 'Quick look v1');
  await card(page).getByRole('button', { name: 'Discard this draft' }).click();
  await sees(card(page).locator('.big'), '30');
  await card(page).getByRole('button', { name: 'Score again' }).click();
  await give(page, 'First thing', 5);
  await keeps(page, 'scorecards', '"state":"draft"');
  await card(page).getByRole('button', { name: 'Discard this draft' }).click();
  await sees(page.locator('.toast'), 'The draft is in the trash.');
  await sees(card(page).locator('.big'), '30');
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await chip(page, /^Manager's card$/).click();
  await sees(card(page), 'stays the score of the call until this one is submitted');
  await listed(page, site, '30');
});

test('a call is also looked at by a diagnostic, which stands beside its score and in its documents', async ({ page, site }) => {
  await add(page, site, [...people, quick, theCall, scorecard(12, 'manager', 2, QUICK, { one: 5, two: 4 })]);
  await am(page, site, 'Mira Holt');
  await visit(page, address(site));
  await card(page).getByText('Another rubric, beside the score').click();
  for (const title of ['MEDDICC adoption', 'SPIN adoption', 'BANT adoption']) await card(page).getByRole('button', { name: title }).waitFor();
  await card(page).getByRole('button', { name: 'Five-dimension diagnostic' }).click();
  await sees(card(page), 'Beside the score of the call: it is shown apart and never averaged into it.');
  for (const title of ['Discovery quality', 'Value connection', 'Objection response', 'Next-step clarity', 'Executive presence']) await give(page, title, 3);
  await submit(page);
  await axe(page);
  await page.reload();
  await sees(card(page).locator('.big'), '90');
  await chip(page, 'Five-dimension diagnostic').click();
  await sees(card(page).locator('.big'), '60');
  await page.getByRole('button', { name: 'Share scorecard' }).click();
  await sees(page.getByLabel('The short text'), 'Five-dimension diagnostic: 60 of 100, beside the score of the call');
  await listed(page, site, '90');
});

test('cards of two rubrics side by side say that they differ, what only one asks, and what made a 0', async ({ page, site }) => {
  const one = (key, title, points, more = {}) => ({ key, title, points, ...more });
  const ours = {
    kind: 'rubric', stamp: stamp({ z: 1 }),
    body: {
      key: 'ours', version: 1, title: 'Ours', follows: { rubric: STANDARD },
      categories: [{ key: 'all', title: 'All', items: [one('agenda', 'Agenda with a time commitment', 10), one('invite', 'Invite sent', 5), one('consent', 'Consent asked', 5, { kind: 'yes_no', critical: { effect: 'fails_call' } })] }],
    },
  };
  await add(page, site, [
    ...people, ours, theCall,
    scorecard(11, 'self', 1, STANDARD, { agenda: 0, invite: 5, pacing: 4 }),
    scorecard(12, 'manager', 2, { key: 'ours', version: 1 }, { agenda: 10, invite: 5, consent: 0 }),
  ]);
  await visit(page, address(site));
  await sees(card(page), '“Consent asked” was answered No: the whole call scores 0. Without it the total would be 75.');
  await sees(item(page, 'Consent asked'), 'was answered No: the whole call scores 0.');
  await card(page).getByRole('button', { name: 'Side by side' }).click();
  await sees(card(page), 'Scored by different rubrics, “Standard rubric v1” and “Ours v1”, so the totals cannot be held against each other. 2 items are in both');
  await sees(card(page), 'Manager: “Consent asked” was answered No: the whole call scores 0. Without it the total would be 75.');
  const row = async name => (await card(page).getByRole('row', { name: new RegExp('^' + name) }).getByRole('cell').allInnerTexts()).map(it => it.replace(/\s+/g, ' ').trim());
  const [self, manager, gap] = await row('Agenda');
  assert.deepEqual([self, manager], ['0 of 5', '10']);
  assert.match(gap, /self 100% lower/);
  assert.deepEqual((await row('Consent asked')).slice(0, 2), ['not asked', '0']);
  await sees(card(page), /Only in “Standard rubric v1” \(Self\): .*Pacing and checks for understanding 4 of 5/);
  assert.equal(await card(page).getByText('You agree').count(), 0);
  await axe(page);
});

test('a rep who has scored a call sees that it waits for the manager, and how to hand it over', async ({ page, site }) => {
  await add(page, site, [...people, theCall, scorecard(12, 'self', 1, STANDARD, { agenda: 3 })]);
  await am(page, site, 'Ada Moreau');
  await visit(page, site.root);
  const waiting = page.locator('section.card', { hasText: 'Waiting for your manager' });
  await sees(waiting, 'Birch, demo');
  await waiting.getByRole('link', { name: 'Hand them over: mark them in the list' }).click();
  await page.getByRole('row', { name: /Birch, demo/ }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Hand over…' }).waitFor();
});

test('a rep cannot give the manager\'s card of an own call, nor score it again', async ({ page, site }) => {
  await add(page, site, [...people, theCall, scorecard(12, 'self', 1, STANDARD, { agenda: 3 })]);
  await am(page, site, 'Ada Moreau');
  await visit(page, address(site));
  await chip(page, 'Manager\'s card').click();
  await sees(card(page), 'This card is somebody else’s to give.');
  assert.equal(await card(page).locator('.crit').count(), 0);
  await add(page, site, [scorecard(13, 'manager', 2, STANDARD, { agenda: 1 })]);
  await visit(page, address(site));
  await chip(page, 'Manager\'s card').click();
  await sees(card(page), 'A submitted card does not change any more.');
  assert.equal(await card(page).getByRole('button', { name: 'Score again' }).count(), 0);
  await chip(page, 'Self-assessment').click();
  await card(page).getByRole('button', { name: 'Score again' }).waitFor();
});

test('three cards of one call show how far they lie apart on each item, and where they agree', async ({ page, site }) => {
  const more = [3, 4].map(n => ({ ...person(n, ['Dana Voss', 'Leo Brandvold'][n - 3]), body: { ...person(n, ['Dana Voss', 'Leo Brandvold'][n - 3]).body, role: 'manager' } }));
  await add(page, site, [
    ...people, ...more, quick, theCall,
    scorecard(12, 'manager', 2, QUICK, { one: 5, two: 4 }),
    scorecard(13, 'calibration', 3, QUICK, { one: 2, two: 4 }),
    scorecard(14, 'calibration', 4, QUICK, { one: 3, two: 4 }),
  ]);
  await am(page, site, 'Mira Holt');
  await visit(page, address(site));
  await chip(page, 'Side by side').click();
  await sees(card(page), 'The 3 cards agree on 1 of 2 items. Furthest apart: “First thing” (60%).');
  const last = name => card(page).getByRole('row', { name }).getByRole('cell').last().innerText();
  assert.deepEqual([await last(/^First thing/), await last(/^Second thing/)], ['60%', '0%']);
  await axe(page);
});

test('where more than one rubric fits, the person chooses before the first answer', async ({ page, site }) => {
  const of = (key, title) => ({ ...quick, body: { ...quick.body, key, title, applies: { kinds: ['demo'] } } });
  await add(page, site, [...people, of('quick', 'Quick look'), of('long', 'Long look'), theCall]);
  await visit(page, address(site));
  await sees(card(page), '2 rubrics come into question: choose.');
  const choice = card(page).getByRole('combobox', { name: 'Rubric' });
  assert.deepEqual(await choice.locator('optgroup').first().locator('option').allInnerTexts(), ['Long look v1', 'Quick look v1']);
  await give(page, 'First thing', 4);
  await sees(page.locator('.toast'), 'choose one first');
  await page.waitForFunction(() => document.activeElement.id === 'rubric-choice');
  assert.equal(await item(page, 'First thing').getByRole('button', { pressed: true }).count(), 0, 'nothing was given yet');
  await axe(page);
  await choice.selectOption({ label: 'Long look v1' });
  await give(page, 'First thing', 4);
  await sees(card(page).locator('.score-head'), '1 of 2 items judged');
  await keeps(page, 'scorecards', '"key":"long"');
});
