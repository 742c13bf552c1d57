// Who says what, the numbers behind a number, and the team's own signals.
import { assert, axe, card, choose, item, judge, keep, keeps, makeCall, sees, side, stored, test, unfold, visit } from './harness/index.mjs';
import { add, call, id, person, stamp } from './harness/records.mjs';

const who = page => page.locator('.turn .who').allInnerTexts();

test('a turn is given to somebody else, and that is taken back', async ({ page, site }) => {
  await makeCall(page, site);
  const before = await who(page);
  await page.locator('.turn .who').first().click();
  const dialog = page.getByRole('dialog', { name: 'Who says this?' });
  await dialog.getByLabel('Name of somebody else').fill('Petra Stein');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await sees(page.locator('.turn .who').first(), 'Petra');
  await sees(card(page), 'Petra Stein. Until then what is said there counts for neither.');
  await page.reload();
  await sees(page.locator('.turn .who').first(), 'Petra');
  await page.locator('.turn .who').first().click();
  await page.getByRole('dialog').getByRole('radio', { name: before[0] }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await sees(page.locator('.turn .who').first(), 'Petra');
});

test('a voice is renamed everywhere', async ({ page, site }) => {
  await makeCall(page, site);
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByLabel('Name of Jonas Falk').fill('Jonas Falkner');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.turn .who[title^="Jonas Falkner"]').first().waitFor();
  await page.reload();
  await page.locator('.turn .who[title^="Jonas Falkner"]').first().waitFor();
});

test('a number opens: what was set, and the turns that made it', async ({ page, site }) => {
  await makeCall(page, site);
  await page.locator('button.fact').nth(2).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('.set').first().waitFor();
  assert.equal(await page.locator('.turn.made').count(), 0);
  await dialog.getByRole('button', { name: /^Mark the/ }).click();
  await page.locator('.turn.made').first().waitFor();
  await page.getByRole('button', { name: 'Unmark' }).click();
  await page.locator('.turn.made').first().waitFor({ state: 'detached' });
});

test('a signal of the team is written, tried on the calls, judged and taken away', async ({ page, site }) => {
  await makeCall(page, site);
  const words = (await page.locator('.turn p').first().innerText()).split(/\s+/).map(it => it.replace(/\W/g, '')).filter(it => it.length > 3);
  await visit(page, site.at('signals/'));
  await page.getByRole('button', { name: 'Add a signal' }).click();
  await page.getByLabel('Name', { exact: true }).fill('A word of ours');
  await page.getByLabel('Phrases, one a line').fill('*');
  await page.locator('form').getByRole('button', { name: 'Save' }).click();
  await sees(page.getByRole('alert'), 'begins with no word of its own');
  await page.getByLabel('Phrases, one a line').fill(words[0]);
  await page.locator('form').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Try on calls: A word of ours' }).click();
  const trial = page.getByRole('region', { name: 'Trial' });
  await sees(trial.locator('mark').first(), new RegExp(words[0], 'i'));
  await trial.getByRole('button', { name: 'Right' }).first().click();
  await sees(trial.getByRole('status'), 'Right in 1 of 1 judged');
  await axe(page);
  await page.reload();
  await sees(page.locator('main'), 'Right in 1 of 1 judged hits');
  await page.getByRole('button', { name: 'Remove A word of ours' }).click();
  await sees(page.locator('main'), 'None yet');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Edit A word of ours' }).waitFor();
});

test('what a signal misses is listed as near, marked, and found once the signal is better', async ({ page, site }) => {
  await makeCall(page, site);
  await visit(page, site.at('signals/'));
  await page.getByRole('button', { name: 'Add a signal' }).click();
  await page.getByLabel('Name', { exact: true }).fill('By hand');
  await page.getByLabel('Phrases, one a line').fill('dispatchers sit');
  await page.locator('form').getByRole('button', { name: 'Save' }).click();
  const trial = page.getByRole('region', { name: 'Trial' });
  await page.getByRole('button', { name: 'Try on calls: By hand' }).click();
  await trial.locator('mark').first().waitFor();
  await trial.getByRole('button', { name: 'Right', exact: true }).first().click();
  await page.getByRole('button', { name: 'Edit By hand' }).click();
  await page.getByLabel('Phrases, one a line').fill('dispatchers stand');
  await page.locator('form').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Try on calls: By hand' }).click();
  await trial.locator('summary').click();
  await trial.getByRole('button', { name: 'Should be found' }).first().click();
  await sees(trial.getByRole('status'), 'Found 0 of 1 that it should find');
  await axe(page);
  await page.reload();
  await sees(page.locator('main'), 'Found 0 of 1 that it should find');
  await page.getByRole('button', { name: 'Edit By hand' }).click();
  await page.getByLabel('Phrases, one a line').fill('dispatchers');
  await page.locator('form').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Try on calls: By hand' }).click();
  await sees(trial.getByRole('status'), 'Right in 1 of 1 judged hits');
  assert.equal(await page.getByText('that it should find').count(), 0);
});

test('a shipped signal is read in its language, tried on the calls, judged, and made the team’s own', async ({ page, site }) => {
  await makeCall(page, site);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Signals' }).click();
  const shipped = page.locator('section', { has: page.getByRole('heading', { name: 'Come with Callcraft' }) });
  const open = shipped.getByRole('listitem').filter({ has: page.getByText('Open questions', { exact: true }) });
  await sees(open, 'Our side · Only in questions · English.');
  await sees(open, 'Not tried yet');
  await open.locator('summary').click();
  await sees(open, 'tell me');
  const tried = page.getByRole('button', { name: 'Try on calls: Open questions' });
  await tried.click();
  const trial = page.getByRole('region', { name: 'Trial' });
  await trial.locator('mark').first().waitFor();
  await trial.getByRole('button', { name: 'Wrong' }).first().click();
  await sees(trial.getByRole('status'), 'Right in 0 of 1 judged');
  await axe(page);
  await trial.getByRole('button', { name: 'Close' }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Try on calls: Open questions');
  await page.reload();
  await sees(open, 'Right in 0 of 1 judged hits (0%');
  await shipped.getByLabel('Language of the call').selectOption({ label: 'German' });
  await sees(open, 'German.');
  await sees(open, 'Not tried yet');
  await page.getByRole('button', { name: 'Make it ours: Objections: Price' }).click();
  await page.getByLabel('Phrases, one a line').fill('zu happig');
  await page.locator('form').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit Objections: Price' }).waitFor();
});

test('a deleted call comes back with its words', async ({ page, site }) => {
  await makeCall(page, site);
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: /discovery/i }).first().waitFor();
  assert.match(await stored(page, site), /^1 call, 1 transcript/);
});

test('edits of a card are taken back and done again, by button and by key', async ({ page, site }) => {
  await makeCall(page, site);
  const agenda = item(page, 'Agenda');
  const points = which => agenda.getByRole('button', { name: which, exact: true });
  await points('3').click();
  await points('5').click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction(element => element.getAttribute('aria-pressed') === 'true', await points('3').elementHandle());
  await page.keyboard.press('Control+z');
  await page.waitForFunction(element => element.getAttribute('aria-pressed') === 'false', await points('3').elementHandle());
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+Shift+z');
  await page.waitForFunction(element => element.getAttribute('aria-pressed') === 'true', await points('5').elementHandle());
  assert.equal(await page.getByRole('button', { name: 'Redo' }).isDisabled(), true);
});

test('the rep scores first; then both cards stand side by side with what to talk about', async ({ page, site }) => {
  const call = await makeCall(page, site);
  await judge(page);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'The rep has not submitted a self-assessment yet');
  await visit(page, site.at('data/'));
  await page.getByLabel('Cards and changes carry this name').selectOption({ label: 'Ada Moreau' });
  await visit(page, call);
  await card(page).getByRole('button', { name: 'Manager\'s card' }).click();
  await sees(card(page), 'Score the call yourself first');
  assert.equal(await card(page).locator('.crit').count(), 0);
  // Neither is there anything of it to share or to print.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.getByRole('button', { name: 'Share scorecard' }).click();
  await sees(page.getByRole('dialog', { name: 'Share scorecard' }), 'This card cannot be read yet');
  assert.doesNotMatch(await page.locator('body').innerText(), /grade|of 100/);
  assert.equal(await page.locator('.paper').count(), 0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.keyboard.press('Escape');
  await card(page).getByRole('button', { name: 'Self-assessment' }).click();
  await judge(page);
  await item(page, 'Agenda').getByRole('button', { name: '1', exact: true }).click();
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'Sealed at submission');
  await card(page).getByRole('button', { name: 'Side by side' }).click();
  await sees(card(page).getByRole('row', { name: /^Agenda/ }), 'self 80% lower');
  await sees(card(page), 'To talk about');
  await axe(page);
});

test('a draft moves to another rubric, and back', async ({ page, site }) => {
  await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true }).click();
  const rubric = card(page).getByRole('combobox', { name: 'Rubric' });
  const other = await rubric.locator('option').nth(1).innerText();
  await rubric.selectOption({ label: other });
  await page.waitForFunction(() => !document.querySelector('#item-agenda'));
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await item(page, 'Agenda').getByRole('button', { name: '4', pressed: true }).waitFor();
});

test('objections and tone open with ways to the words', async ({ page, site }) => {
  await makeCall(page, site);
  await page.getByText('Objections and tone').click();
  await page.getByRole('table', { name: 'How the prospect sounds, line by line' }).waitFor();
  await sees(page.locator('.concerns'), 'From the words alone');
  await axe(page);
});

test('of very many objections the first are listed until all are asked for', async ({ page, site }) => {
  const line = at => `Jonas Falk: ${at % 2 ? 'I would have to ask my board first' : 'That is too expensive for us'}, case ${at}.\nAda Moreau: Our drivers leave at six every day.\n`;
  await choose(page, site, { name: 'many.txt', mimeType: 'text/plain', buffer: Buffer.from(Array.from({ length: 90 }, (_, at) => line(at + 2)).join('')) });
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await keep(page);
  await page.getByText('Objections and tone').click();
  const rows = page.getByRole('table', { name: 'Objections and what became of them' }).locator('tbody tr');
  const all = page.getByRole('button', { name: 'Show all 90' });
  await all.waitFor();
  assert.equal(await rows.count(), 40);
  await all.click();
  await rows.nth(89).waitFor();
  const first = page.getByRole('button', { name: 'Show the first 40' });
  assert.ok(await first.evaluate(it => it === document.activeElement), 'the button keeps the focus');
  await first.click();
  await rows.nth(40).waitFor({ state: 'detached' });
});

/** A call of so many cues, all of them worth hearing. */
function long(cues) {
  const time = ms => new Date(ms).toISOString().slice(11, 23);
  const cue = (_, at) => `${time(at * 2000)} --> ${time(at * 2000 + 1900)}\n<v ${at % 2 ? 'Jonas Falk' : 'Ada Moreau'}>${at % 2 ? 'It costs us four hours a week.' : 'How do you plan your routes?'}\n`;
  return { name: 'long.vtt', mimeType: 'text/vtt', buffer: Buffer.from('WEBVTT\n\n' + Array.from({ length: cues }, cue).join('\n')) };
}

test('a long call is listened to piece by piece, says how far it is, and ends with its numbers and points', async ({ page, site }) => {
  await choose(page, site, long(4200));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await page.evaluate(() => {
    window.heard = [];
    new MutationObserver(() => window.heard.push(...[...document.querySelectorAll('[role=status]')].map(it => it.textContent).filter(it => it.startsWith('A long call'))))
      .observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await keep(page);
  await page.locator('.turn').first().waitFor();
  await sees(page.locator('button.fact').first(), /\d+%/);
  await page.getByText('A long call').waitFor({ state: 'detached' });
  const said = new Set(await page.evaluate(() => window.heard));
  assert.ok(said.size > 2, `what was said meanwhile: ${[...said]}`);
  await unfold(page, 'Discovery');
  await sees(item(page, 'Talk ratio').locator('.why'), /Computed \d+: The rep spoke/);
});

test('a shipped signal that the team switches off is neither shown nor suggested by, until it is switched on again', async ({ page, site }) => {
  const call = await makeCall(page, site);
  const chips = page.getByRole('group', { name: 'Highlights' });
  await chips.getByRole('button', { name: /^Open questions/ }).waitFor();
  await visit(page, site.at('signals/'));
  await page.getByRole('button', { name: 'Switch off Open questions' }).click();
  await sees(page.locator('main'), 'Switched off: calls do not show it.');
  await axe(page);
  await visit(page, call);
  await chips.getByRole('button', { name: /^Closed questions/ }).waitFor();
  assert.equal(await chips.getByRole('button', { name: /^Open questions/ }).count(), 0);
  await unfold(page, 'Discovery');
  await sees(item(page, 'At least 5 open questions'), 'No suggestion: the list this rests on is switched off; see Signals.');
  await visit(page, site.at('signals/'));
  await page.getByRole('button', { name: 'Switch on Open questions' }).click();
  await page.getByRole('button', { name: 'Switch off Open questions' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Switch off Open questions' }).waitFor();
});

test('what joins words into turns can be changed where a metric is read, for every call, and taken back', async ({ page, site }) => {
  await makeCall(page, site);
  const dialog = page.getByRole('dialog', { name: 'Longest monologue' });
  const open = async () => {
    await page.getByRole('button', { name: /^Longest monologue .*how this is measured$/ }).click();
    await dialog.getByText('Change how it is counted').click();
  };
  await open();
  const pause = dialog.getByLabel(/^A longer pause/);
  assert.equal(await pause.inputValue(), '3');
  await axe(page);
  await pause.fill('12');
  await pause.press('Tab');
  await sees(dialog, 'more than 00:12');
  await pause.fill('');
  await pause.press('Tab');
  assert.equal(await pause.inputValue(), '12');
  await page.reload();
  await open();
  await sees(dialog, 'more than 00:12');
  await dialog.getByRole('button', { name: 'Back to the usual' }).click();
  await sees(dialog, 'more than 3 s');
});

test('the talk ratio is counted against speech or the whole call, as the team chooses, wherever it stands', async ({ page, site }) => {
  await makeCall(page, site);
  const shown = page.getByRole('button', { name: /^Talk ratio .*how this is measured$/ });
  const before = await shown.textContent();
  const dialog = page.getByRole('dialog', { name: 'Talk ratio' });
  await shown.click();
  await sees(dialog, 'all speech, silence left out');
  await dialog.getByText('Change how it is counted').click();
  await dialog.getByLabel('Shares of speech are counted against').selectOption('the whole call, silence counted');
  await sees(dialog, 'of speech that is');
  await axe(page);
  await page.keyboard.press('Escape');
  assert.notEqual(await shown.textContent(), before);
  await page.reload();
  await shown.click();
  await sees(dialog, 'of speech that is');
  await dialog.getByText('Change how it is counted').click();
  await dialog.getByRole('button', { name: 'Back to the usual' }).click();
  await sees(dialog, 'from the first word to the last that is');
});

test('what is put right of a voice in one call is said in the others where it stood so, at once, and taken back', async ({ page, site }) => {
  const words = n => ({
    kind: 'transcript', stamp: stamp({ z: 1 }),
    body: { call: id(n), transcript: {
      format: 'text', precision: 'none', hash: String(n).padStart(64, '0'),
      speakers: [{ name: 'Ada Moreau', side: 'theirs' }, { name: 'Jonas Falk', side: 'ours' }],
      segments: [{ speaker: 0, text: 'How do you plan a day?' }, { speaker: 1, text: 'By hand, and it costs us two hours.' }],
    } },
  });
  const calls = [100, 101, 102].flatMap(n => [call(n, `Call ${n}`, { z: 1 }, { transcript: String(n).padStart(64, '0') }), words(n)]);
  await add(page, site, [person(1, 'Ada Moreau'), ...calls]);
  const address = n => site.at(`call/?id=${id(n)}`);
  const sides = async n => {
    await visit(page, address(n));
    await page.getByRole('button', { name: 'Edit details' }).click();
    const pressed = voice => page.getByRole('group', { name: `${voice}: side` }).getByRole('button', { pressed: true }).innerText();
    const found = [await pressed('Ada Moreau'), await pressed('Jonas Falk')];
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    return found.join(' ');
  };
  await visit(page, address(100));
  await page.getByRole('button', { name: 'Edit details' }).click();
  await side(page, 'Jonas Falk', 'Theirs');
  await side(page, 'Ada Moreau', 'Ours');
  await page.getByLabel('Ada Moreau is the rep').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await sees(page.locator('.note'), 'in 2 other calls');
  await axe(page);
  await page.getByRole('button', { name: 'Say the same in all of them' }).click();
  await sees(page.locator('.toast'), 'Said in 2 other calls.');
  assert.equal(await sides(101), 'Ours Theirs');
  assert.equal(await sides(102), 'Ours Theirs');

  // The other way round, and back.
  await page.getByRole('button', { name: 'Edit details' }).click();
  await side(page, 'Ada Moreau', 'Theirs');
  await side(page, 'Jonas Falk', 'Ours');
  await page.getByLabel('Jonas Falk is the rep').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Say the same in all of them' }).click();
  await sees(page.locator('.toast'), 'Said in 2 other calls.');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await keeps(page, 'transcripts', '"name":"Ada Moreau","side":"ours"');
  assert.equal(await sides(101), 'Ours Theirs');
  assert.equal(await sides(102), 'Theirs Ours');
});
