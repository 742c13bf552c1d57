// Scoring without surprises: which card a call opens with, and what the keys do with moments.
import { readFileSync } from 'node:fs';
import { DIST, assert, axe, card, category, inView, item, judge, keeps, makeCall, ready, sees, test, unfold, visit } from './harness/index.mjs';
import { add, call, id, person, stamp } from './harness/records.mjs';

/** Opens a call of the sample by the beginning of its title. */
async function sampleCall(page, site, title) {
  const team = JSON.parse(readFileSync(new URL('sample/team.json', DIST), 'utf8'));
  const found = team.records.find(it => it.kind === 'call' && it.body.title.startsWith(title)).body;
  await visit(page, site.at(`sample/call/?id=${found.id}`));
  await card(page).waitFor();
}

const hand = page => card(page).locator('.crit.active');
const press = (page, ...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const evidence = group => group.getByRole('list', { name: 'Evidence' }).getByRole('listitem');
const shownWords = page => page.locator('.transcript mark.shown').allInnerTexts();

test('where the rep has judged a call it opens with the manager’s card, and who scores is asked with the first key that writes', async ({ page, site }) => {
  await page.addInitScript(() => { window.asked = true; });
  await sampleCall(page, site, 'Falcão Garden Centres');
  await card(page).getByRole('button', { name: 'Manager\'s card', pressed: true }).waitFor();
  // What is a mere hint is not taken in passing.
  await press(page, 'u', 'Enter');
  await sees(page.locator('.toast.hint'), 'a hint: give points with a digit, or take it with A');
  await press(page, 'a');
  const dialog = page.getByRole('dialog', { name: 'Who is scoring?' });
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel('You are').evaluate(it => it.selectedOptions[0].text), 'Tomasz Wrona');
  const first = await item(page, 'Personalised opener').getAttribute('id');
  await dialog.getByRole('button', { name: 'Go on' }).press('Enter');
  // The key that asked has had its effect: the first item is judged.
  await sees(card(page).locator('.score-head'), '2 of 19 items judged');
  await page.waitForFunction(first => document.activeElement.id === first, first);
  await press(page, 'Enter');
  await page.waitForFunction(first => document.activeElement.classList.contains('crit') && document.activeElement.id !== first, first);
  assert.equal(await card(page).getByLabel('Scored by').evaluate(it => it.selectedOptions[0].text), 'Tomasz Wrona');
  await press(page, 'Enter');
  assert.equal(await dialog.count(), 0);
  // The sealed card of the rep takes no points, and says so.
  await press(page, 'v', 'n', '3');
  await sees(page.locator('.toast'), 'This card is submitted');
});

test('a click that had to ask who scores is done once that is answered', async ({ page, site }) => {
  await page.addInitScript(() => { window.asked = true; });
  await sampleCall(page, site, 'Falcão Garden Centres');
  const points = item(page, 'Personalised opener').getByRole('button', { name: '3', exact: true });
  await points.click();
  const dialog = page.getByRole('dialog', { name: 'Who is scoring?' });
  await dialog.getByRole('button', { name: 'Close' }).click();
  assert.equal(await points.getAttribute('aria-pressed'), 'false');
  await points.click();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await item(page, 'Personalised opener').getByRole('button', { name: '3', exact: true, pressed: true }).waitFor();
});

test('a copy that nobody has named asks who scores with the first answer, and knows it from then on', async ({ page, site }) => {
  await page.addInitScript(() => { window.asked = true; });
  await makeCall(page, site);
  const points = item(page, 'Personalised opener').getByRole('button', { name: '3', exact: true });
  const dialog = page.getByRole('dialog', { name: 'Who is scoring?' });
  await points.click();
  await dialog.getByLabel('You are').selectOption({ label: 'Somebody who is not in this list' });
  await axe(page);
  await dialog.getByLabel('Your name').fill('Ines Carvalho');
  await dialog.getByLabel('Your name').press('Enter');
  await item(page, 'Personalised opener').getByRole('button', { name: '3', exact: true, pressed: true }).waitFor();
  await keeps(page, 'scorecards', '"role":"manager","scorer":"');
  await keeps(page, 'settings', '"me":"');
  // It is not asked again, and the cards carry the name.
  await page.reload();
  await ready(page);
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true }).click();
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true, pressed: true }).waitFor();
  assert.equal(await dialog.count(), 0);
  assert.equal(await card(page).getByLabel('Scored by').evaluate(it => it.selectedOptions[0].text), 'Ines Carvalho');
});

test('a critical item says what missing it does, and the card says that it was missed', async ({ page, site }) => {
  const items = [['Consent asked', 10, { critical: { below: 5, effect: 'fails_call' } }], ['All the rest', 90]].map(([title, points, more], n) => ({ key: `i${n}`, title, points, ...more }));
  const rubric = { key: 'own', version: 1, title: 'Own rubric', purpose: 'score', categories: [{ key: 'all', title: 'All', items }] };
  await add(page, site, [person(1, 'Ada Moreau'), call(100, 'A call', { z: 1 }, { rep: id(1) }), { kind: 'rubric', stamp: stamp({ z: 1 }), body: rubric }]);
  await visit(page, site.at(`call/?id=${id(100)}`));
  await card(page).getByRole('combobox').first().selectOption({ label: 'Own rubric v1' });
  const give = (title, points) => item(page, title).getByRole('button', { name: points, exact: true }).click();
  await sees(item(page, 'Consent asked'), 'Critical: below 5 points fails the call');
  await give('All the rest', '90');
  await give('Consent asked', '2');
  await sees(card(page), '“Consent asked” got 2 of 10: the whole call scores 0.');
  await sees(card(page).locator('.score-head .big'), '0 / 100');
  await give('Consent asked', '10');
  await sees(card(page).locator('.score-head .big'), '100 / 100');
});

test('what is noted beside the score is visited by the keys, passed by Enter, and told at the end of the card', async ({ page, site }) => {
  const items = [{ key: 'i', title: 'All of it', points: 100 }, { key: 'n', title: 'Revenue', points: 0, mandatory: false, kind: { count: { thresholds: [] } } }];
  const rubric = { key: 'own', version: 1, title: 'Own rubric', purpose: 'score', categories: [{ key: 'all', title: 'All', items }] };
  await add(page, site, [person(1, 'Ada Moreau'), call(100, 'A call', { z: 1 }, { rep: id(1) }), { kind: 'rubric', stamp: stamp({ z: 1 }), body: rubric }]);
  await visit(page, site.at(`call/?id=${id(100)}`));
  await card(page).getByRole('combobox').first().selectOption({ label: 'Own rubric v1' });
  await item(page, 'All of it').getByRole('button', { name: '100', exact: true }).click();
  await sees(card(page), '1 item beside the score is not noted.');
  const at = what => page.waitForFunction(what => document.activeElement.id === 'card-ending' ? what === 'end' : document.activeElement.innerText.startsWith(what), what);
  await press(page, 'u');
  await at('Revenue');
  await press(page, 'Enter');
  await at('end');
  await press(page, 'u');
  await at('Revenue');
  await press(page, '3');
  await sees(card(page).locator('.score-head'), '1 of 1 noted');
  await card(page).getByText('is not noted').waitFor({ state: 'detached' });
});

test('evidence in which only the wrong side is heard says so, and without words there are none to attach', async ({ page, site }) => {
  const segments = ['We have it in the budget for May.', 'So you have the money.'].map((text, n) => ({ speaker: 1 - n, start_ms: n * 5000, end_ms: n * 5000 + 4000, text }));
  const speakers = [{ name: 'Ada Moreau', side: 'ours', person: id(1) }, { name: 'Jonas Falk', side: 'theirs' }];
  const hash = 'a'.repeat(64);
  await add(page, site, [
    person(1, 'Ada Moreau'),
    call(100, 'With words', { z: 1 }, { rep: id(1), transcript: hash }),
    call(101, 'Without words', { z: 1 }, { rep: id(1) }),
    { kind: 'transcript', stamp: stamp({ z: 1 }), body: { call: id(100), transcript: { format: 'webvtt', precision: 'segment', speakers, segments, hash } } },
  ]);
  await visit(page, site.at(`call/?id=${id(101)}`));
  // What is typed goes into the comment, and is no key.
  await item(page, 'Personalised opener').getByRole('button', { name: 'Comment' }).click();
  await page.waitForFunction(() => document.activeElement.id === 'comment-personal-opener');
  assert.equal(await card(page).getByRole('button', { name: 'Attach the selected words' }).count(), 0);

  await visit(page, site.at(`call/?id=${id(100)}`));
  await card(page).getByRole('combobox').first().selectOption({ label: 'Self-serve and product-led expansion v1' });
  const reason = item(page, 'The customer says why more');
  await unfold(page, 'Expansion');
  const attach = async words => {
    await page.locator('.turn p span', { hasText: words }).first().evaluate(it => getSelection().selectAllChildren(it));
    await reason.getByRole('button', { name: 'Attach the selected words' }).click();
    await sees(evidence(reason), words);
  };
  await attach('So you have the money.');
  await sees(reason, 'Only our side is heard in this evidence.');
  await attach('We have it in the budget');
  await reason.getByText('Only our side is heard').waitFor({ state: 'detached' });
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
  // The search is over, in the field and in the words.
  assert.deepEqual([await page.locator('#find').inputValue(), await page.locator('.transcript mark.found').count()], ['', 0]);
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

test('who has gone to a field before the page has followed the key before it stays there', async ({ page, site }) => {
  await sampleCall(page, site, 'Whitfield Janitorial');
  const has = await page.evaluate(async () => {
    const frame = () => new Promise(done => requestAnimationFrame(done));
    for (const key of ['u', '/']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await frame();
    await frame();
    return document.activeElement.id;
  });
  assert.equal(has, 'find');
});

test('Escape leaves a text field with its words kept, and goes back to it; an empty reason goes nowhere', async ({ page, site }) => {
  await sampleCall(page, site, 'Whitfield Janitorial');
  const field = () => page.evaluate(() => document.activeElement.tagName);
  await press(page, 'u', 'x');
  await page.waitForFunction(() => document.activeElement.id.startsWith('reason-'));
  const of = await hand(page).getAttribute('id');
  await press(page, 'Enter');
  await sees(page.locator('.toast.hint'), 'Say in a word or two why');
  await press(page, 'n', 'Escape');
  await page.waitForFunction(of => document.activeElement.id === of, of);
  assert.equal(await hand(page).getByLabel('Why it does not apply').inputValue(), 'n');
  await press(page, 'Escape', 'o', 'Escape');
  assert.equal(await hand(page).getByLabel('Why it does not apply').inputValue(), 'no');
  await page.waitForFunction(of => document.activeElement.id === of, of);
  await press(page, 'n');
  await page.waitForFunction(of => document.activeElement.id !== of, of);
  // The same where the card ends.
  await card(page).getByLabel('A word to the rep').focus();
  await press(page, 'w', 'Escape');
  await page.waitForFunction(() => document.activeElement.id === 'card-ending');
  assert.equal(await card(page).getByLabel('A word to the rep').inputValue(), 'w');
  assert.equal(await field(), 'DIV');
});

test('a card that cannot be submitted names the item that keeps it, and goes there; a submitted one ends at its result', async ({ page, site }) => {
  await makeCall(page, site);
  await judge(page);
  await press(page, 'Escape');
  await item(page, 'Agenda').getByRole('button', { name: 'Not applicable' }).click();
  await category(page, 'Opening').click();
  await page.getByRole('banner').getByRole('button', { name: 'Submit score' }).or(card(page).getByRole('button', { name: 'Submit score' })).first().click();
  await sees(page.locator('.toast'), '“Agenda with a time commitment” is N/A without a reason.');
  await page.waitForFunction(() => document.activeElement.id === 'reason-agenda');
  await inView(item(page, 'Agenda').getByLabel('Why it does not apply'));
  await page.keyboard.type('Agreed by mail');
  await press(page, 'Control+Enter');
  await sees(card(page), 'A submitted card does not change any more.');
  await page.waitForFunction(() => document.activeElement.id === 'card-result');
  await inView(card(page).locator('.score-head'));
});

test('an accepted suggestion’s moments stand once under its item', async ({ page, site }) => {
  await sampleCall(page, site, 'Whitfield Janitorial');
  await press(page, 'u');
  // What was heard may be shown without points: that cannot be accepted.
  const can = async () => (await hand(page).locator('.why .moment').count()) && (await hand(page).getByRole('button', { name: /^Accept \d/ }).count());
  for (let at = 0; at < 19 && !(await can()); at += 1) await press(page, 'n');
  const all = hand(page).locator('.moment');
  const quotes = await all.evaluateAll(all => all.map(it => it.title));
  await press(page, 'a');
  await evidence(hand(page)).first().waitFor();
  assert.equal(await hand(page).locator('.why .moment').count(), 0);
  const held = await all.evaluateAll(all => all.map(it => it.title));
  assert.equal(new Set(held).size, held.length);
  assert.ok(quotes.every(it => held.includes(it)));
});

test('the timeline and the player stand at one place, wherever one went', async ({ page, site }) => {
  await sampleCall(page, site, 'Whitfield Janitorial');
  const both = () => page.evaluate(() => ['.strip-head', '.player__row'].map(it => document.querySelector(`${it} .time b`)?.textContent));
  const agree = async () => {
    const [head, bar] = await both();
    assert.equal(head, bar);
    return head;
  };
  await press(page, 'u', 'n', 'n', 'n', 'n', 'n');
  await page.locator('.turn.now').waitFor();
  const gone = await agree();
  assert.equal(gone, await page.locator('.turn.now .at').innerText());
  await press(page, 'ArrowRight');
  assert.notEqual(await agree(), gone);
  // From an item's moment it plays from there.
  await press(page, 'n', 'n', 'n', 'n');
  const there = await agree();
  await press(page, ' ', ' ');
  assert.equal((await agree()).slice(0, 4), there.slice(0, 4));
});

const coach = { kind: 'person', stamp: stamp({ z: 1 }), body: { id: id(4), name: 'Ines Carvalho', role: 'manager' } };
const scored = (n, more = {}) => ({ kind: 'scorecard', stamp: stamp({ z: 1 }), body: { id: id(n), call: id(100), rubric: { key: 'standard', version: 1 }, role: 'manager', scorer: id(4), state: 'submitted', created_at: '2026-11-12T10:00:00Z', submitted_at: '2026-11-12T10:30:00Z', answers: [{ item: 'agenda', given: { points: 4 } }], ...more } });

test('the manager is asked to wait before scoring, and that the card was shown early is said for ever', async ({ page, site }) => {
  await add(page, site, [person(1, 'Ada Moreau'), coach, call(100, 'First call', { z: 1 }, { rep: id(1) })]);
  await visit(page, site.at('data/'));
  await page.getByLabel('Cards and changes carry this name').selectOption({ label: 'Ines Carvalho' });
  await keeps(page, 'settings', '"me":"');
  await visit(page, site.at(`call/?id=${id(100)}`));
  await sees(card(page), 'The rep has not submitted a self-assessment yet');
  await axe(page);
  // It costs no key: scoring goes on.
  await press(page, 'u', '3');
  await sees(card(page).locator('.score-head'), '1 of 19 items judged');
  await card(page).getByLabel('Why it is shown before').fill('She is on leave');
  await card(page).getByRole('button', { name: 'Go on without it' }).click();
  const early = /^Shown before the rep’s own card was there: decided by Ines Carvalho, .+ Why: She is on leave$/;
  await sees(card(page), 'Shown before the rep’s own card was there');
  assert.match(await card(page).getByText('Shown before the rep').innerText(), early);
  assert.equal(await card(page).getByText('has not submitted').count(), 0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await sees(card(page).locator('.score-head'), '0 of 19 items judged');
  assert.match(await card(page).getByText('Shown before the rep').innerText(), early);
  await keeps(page, 'scorecards', '"shown_early":');
  await page.reload();
  await sees(card(page), 'decided by Ines Carvalho');
});

test('in a copy that nobody has said whose it is, a manager’s card asks who looks before it is shown', async ({ page, site }) => {
  await add(page, site, [person(1, 'Ada Moreau'), coach, call(100, 'First call', { z: 1 }, { rep: id(1) }), scored(201)]);
  // Whoever would rather not say sees it, on the call as in the list, and is not asked again.
  await visit(page, site.at('calls/'));
  await sees(page.getByRole('row', { name: /First call/ }), /\d/);
  await visit(page, site.at(`call/?id=${id(100)}`));
  await sees(card(page).locator('.score-head'), '1 of 19 items judged');
  // As it is where the card was opened by a version that did not ask.
  await page.evaluate(() => localStorage.removeItem('callcraft.nobody'));
  await visit(page, site.at(`call/?id=${id(100)}`));
  await sees(card(page), 'Who are you?');
  assert.equal(await card(page).locator('.crit, .score-head').count(), 0);
  await axe(page);
  await card(page).getByRole('button', { name: 'Say who you are…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who is scoring?' });
  await dialog.getByLabel('You are').selectOption({ label: 'Ada Moreau' });
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await card(page).getByRole('button', { name: 'Self-assessment', pressed: true }).waitFor();
  await card(page).getByRole('button', { name: 'Manager\'s card' }).click();
  await sees(card(page), 'Score the call yourself first');
  // Her manager sees it at once.
  await visit(page, site.at('data/'));
  await page.getByLabel('Cards and changes carry this name').selectOption({ label: 'Ines Carvalho' });
  await keeps(page, 'settings', `"me":"${id(4)}"`);
  await visit(page, site.at(`call/?id=${id(100)}`));
  await sees(card(page).locator('.score-head'), '1 of 19 items judged');
});

test('a card that is scored once more stays within reach', async ({ page, site }) => {
  const later = scored(202, { submitted_at: '2026-11-13T10:30:00Z', answers: [{ item: 'agenda', given: { points: 1 } }] });
  await add(page, site, [person(1, 'Ada Moreau'), coach, call(100, 'First call'), scored(201), later]);
  await visit(page, site.at(`call/?id=${id(100)}`));
  await card(page).getByRole('button', { name: 'Score again' }).click();
  const earlier = card(page).getByRole('button', { name: /^Manager's card, submitted .*: Ines Carvalho$/ });
  await earlier.first().waitFor();
  assert.equal(await earlier.count(), 2);
  await earlier.first().click();
  await sees(card(page), 'A submitted card does not change any more.');
  assert.equal(await earlier.count(), 1, 'the draft that nothing was written in is left');
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
