// The same workspace in two tabs: nothing is written over what a tab does not know of, and nothing is lost in silence.
import { assert, card, choose, fixture, item, judge, keep, keeps, makeCall, sees, side, stored, test, unfold, visit } from './harness/index.mjs';

/** The other tabs hear nothing of what this page writes until it is loaded again, as before a message has arrived. */
const quietly = page => page.evaluate(() => { BroadcastChannel.prototype.postMessage = () => {}; });

/** The same call in a second tab. */
async function again(context, url) {
  const other = await context.newPage();
  await visit(other, url);
  await card(other).waitFor();
  return other;
}

const give = (page, title, points) => item(page, title).getByRole('button', { name: points, exact: true }).click();
const points = (page, title, given) => item(page, title).getByRole('button', { name: given, exact: true, pressed: true });

/** Erases a person or a call for ever, on the Data page. */
async function erase(page, site, what, hears = true) {
  await visit(page, site.at('data/'));
  if (!hears) await quietly(page);
  if (what === 'person') {
    await page.getByRole('combobox', { name: /^Person/ }).selectOption({ label: 'Ada Moreau' });
    await page.getByRole('button', { name: 'Erase this person…' }).click();
  } else {
    await page.getByRole('button', { name: 'Erase this call…' }).waitFor();
    await page.getByLabel('Call', { exact: true }).fill(await page.locator('datalist option').first().getAttribute('value'));
    await page.getByRole('button', { name: 'Erase this call…' }).click();
  }
  const dialog = page.getByRole('dialog', { name: 'Erase for ever' });
  await dialog.getByLabel(/Type/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase for ever' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function remove(page) {
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(/\/calls\//);
}

test('a card submitted in one tab is not opened again by a point given in another; that point is told', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  await judge(page);
  await keeps(page, 'scorecards', '"item":"invite"');
  const other = await again(context, url);
  await unfold(other, 'Opening');
  await quietly(page);
  await page.getByRole('button', { name: 'Submit score' }).first().click();
  await keeps(page, 'scorecards', '"state":"submitted"');
  await give(other, 'Personalised opener', '0');
  await sees(other.getByRole('alert'), 'This card was submitted in another tab, so your last edit is not in it (Personalised opener: 0');
  assert.equal(await other.getByRole('button', { name: 'Submit score' }).count(), 0);
  await sees(other.locator('main'), 'Score again');
  await visit(page, url);
  await sees(page.locator('main'), 'Score again');
  await unfold(page, 'Opening');
  await points(page, 'Personalised opener', '4').waitFor();
});

test('points given in two tabs before they hear of each other are both kept', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  await give(page, 'Agenda', '3');
  await keeps(page, 'scorecards', '"item":"agenda"');
  const other = await again(context, url);
  await quietly(page);
  await quietly(other);
  await give(page, 'Personalised opener', '2');
  await keeps(page, 'scorecards', '"points":2');
  await give(other, 'Agenda', '4');
  await points(other, 'Personalised opener', '2').waitFor();
  await keeps(page, 'scorecards', '"points":4');
  await visit(page, url);
  await points(page, 'Personalised opener', '2').waitFor();
  await points(page, 'Agenda', '4').waitFor();
});

async function erasedElsewhere(page, context, site, hears) {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  await erase(page, site, 'call', hears);
  if (!hears) await give(other, 'Agenda', '4');
  await sees(other.getByRole('alert'), 'erased for ever in another tab');
  assert.equal(await other.locator('.turn').count(), 0, 'the words are not shown any more');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 1 person');
}

test('a call erased for ever does not come back from another tab that hears of it', ({ page, context, site }) => erasedElsewhere(page, context, site, true));

test('a call erased for ever does not come back from another tab that has not heard of it', ({ page, context, site }) => erasedElsewhere(page, context, site, false));

test('a person erased for ever in another tab is not named on the call that is open', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  await sees(other.locator('main'), 'Ada Moreau');
  await erase(page, site, 'person');
  await other.waitForFunction(() => !document.querySelector('main').innerText.includes('Ada Moreau'));
  await give(other, 'Agenda', '4');
  await keeps(other, 'scorecards', '"points":4');
  await visit(page, site.at('reps/'));
  await sees(page.locator('main'), 'No reps yet');
});

test('a call deleted in another tab says so in its place and is brought back from there', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  await remove(page);
  await sees(other.getByRole('alert'), 'This call was deleted in another tab');
  await other.getByRole('button', { name: 'Bring it back' }).click();
  await card(other).waitFor();
  assert.equal(await stored(page, site), '1 call, 1 transcript, 0 scorecards, 1 person');
});

test('a point given on a call that was just deleted in another tab makes no card that nobody finds, and comes back with the call', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  await quietly(page);
  await remove(page);
  await give(other, 'Agenda', '4');
  await sees(other.getByRole('alert'), 'This call was deleted in another tab');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 1 person');
  await other.getByRole('button', { name: 'Bring it back' }).click();
  await points(other, 'Agenda', '4').waitFor();
  assert.equal(await stored(page, site), '1 call, 1 transcript, 1 scorecard, 1 person');
});

test('the details of a call are written field by field: what another tab saved meanwhile stays', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  const details = async (tab, label) => {
    if (!await tab.locator('dialog[open]').count()) await tab.getByRole('button', { name: 'Edit details' }).click();
    return tab.locator('dialog[open]').getByLabel(label, { exact: true });
  };
  const save = async tab => {
    await tab.locator('dialog[open]').getByRole('button', { name: 'Save', exact: true }).click();
    await tab.locator('dialog[open]').waitFor({ state: 'detached' });
  };
  await (await details(other, 'Company')).fill('Company of the other');
  await (await details(page, 'Title')).fill('Title of this one');
  await (await details(page, 'Notes')).fill('Notes of this one');
  await (await details(page, 'Name of Jonas Falk')).fill('Johann Falk');
  await save(page);
  await save(other);
  await keeps(page, 'calls', 'Company of the other');
  await visit(page, url);
  const now = [];
  for (const label of ['Title', 'Notes', 'Company']) now.push(await (await details(page, label)).inputValue());
  assert.deepEqual(now, ['Title of this one', 'Notes of this one', 'Company of the other']);
  await sees(page.locator('main'), 'Johann Falk');
});

test('the same transcript opened in two tabs is kept once, unless a person says so, and so is its rep', async ({ page, context, site }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await choose(tab, site, fixture('discovery.vtt'));
    await tab.getByLabel('Ada Moreau is the rep').check();
    await side(tab, 'Jonas Falk', 'Theirs');
  }
  await keep(page);
  await other.getByRole('button', { name: 'Open the call' }).click();
  await sees(other.locator('.toast'), 'was kept in another tab meanwhile');
  await sees(other.locator('main'), 'This very transcript is already here');
  assert.equal(await stored(page, site), '1 call, 1 transcript, 0 scorecards, 1 person');
  await other.getByRole('button', { name: 'Open the call' }).click();
  await other.waitForURL(/\/call\/\?id=/);
  assert.equal(await stored(page, site), '2 calls, 2 transcripts, 0 scorecards, 1 person');
});

test('what is half typed stays while another tab saves, and is shown with the rest afterwards', async ({ page, context, site }) => {
  await makeCall(page, site);
  const other = await context.newPage();
  await visit(other, site.at('reps/'));
  const add = async name => {
    await other.getByRole('button', { name: 'Add somebody' }).click();
    await other.getByLabel('Name', { exact: true }).fill(name);
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await sees(other.locator('main'), name);
  };
  await visit(page, site.at('reps/'));
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Half');
  await add('Zed Young');
  await page.getByLabel('Name', { exact: true }).pressSequentially(' typed');
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Half typed');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await sees(page.locator('main'), 'Half typed');
  await sees(page.locator('main'), 'Zed Young');

  await page.getByRole('link', { name: 'Ada Moreau' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Team').fill('Half typed team');
  await add('Yan Xu');
  assert.equal(await page.getByLabel('Team').inputValue(), 'Half typed team');

  await visit(page, site.at('data/'));
  await page.getByRole('combobox', { name: /^Person/ }).selectOption({ label: 'Ada Moreau' });
  await page.getByLabel(/to erase this workspace/).fill('eras');
  await add('Wim Vos');
  assert.equal(await page.getByLabel(/to erase this workspace/).inputValue(), 'eras');
  assert.equal(await page.getByRole('combobox', { name: /^Person/ }).evaluate(it => it.selectedOptions[0].textContent), 'Ada Moreau');
  await page.getByLabel(/to erase this workspace/).fill('');
});

test('an Undo of what is not in the trash any more says so', async ({ page, context, site }) => {
  await makeCall(page, site);
  await remove(page);
  const other = await context.newPage();
  await visit(other, site.at('data/'));
  await other.getByRole('button', { name: 'Empty the trash…' }).click();
  await other.getByRole('button', { name: /^Delete for good/ }).last().click();
  await sees(other.locator('main'), 'It is empty');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await sees(page.locator('.toast'), 'Nothing was brought back');
});

test('what is set in two tabs before they hear of each other is kept of both', async ({ page, context, site }) => {
  await visit(page, site.at('signals/'));
  const other = await context.newPage();
  await visit(other, site.at('signals/'));
  await quietly(page);
  await quietly(other);
  const names = tab => tab.getByLabel(/^One name a line/);
  const save = async (tab, text) => {
    await names(tab).fill(text);
    await tab.locator('section', { has: tab.getByRole('heading', { name: 'Competitors' }) }).getByRole('button', { name: 'Save' }).click();
    await sees(tab.locator('.toasts'), 'Kept.');
  };
  await save(page, 'Ravel');
  await save(other, 'Moorfield');
  await visit(other, site.at('signals/'));
  assert.equal((await names(other).inputValue()).split('\n').sort().join(), 'Moorfield,Ravel');
});

test('words written in the same place in two tabs at the same moment: those that do not stand are told', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const word = of => of.getByLabel('A word to the rep');
  await word(page).fill('Well begun.');
  await keeps(page, 'scorecards', '"note":"Well begun."');
  const other = await again(context, url);
  await quietly(page);
  await quietly(other);
  await word(page).fill('From tab one.');
  await keeps(page, 'scorecards', '"note":"From tab one."');
  await word(other).fill('From tab two.');
  await sees(other.getByRole('alert'), 'In the other tab was written: “From tab one.”');
  assert.equal(await word(other).inputValue(), 'From tab two.');
});

test('a card begun in two tabs before they hear of each other is one card with what was given in either', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  await quietly(page);
  await quietly(other);
  await give(page, 'Agenda', '3');
  await page.getByLabel('A word to the rep').fill('From tab one.');
  await keeps(page, 'scorecards', '"note":"From tab one."');
  await unfold(other, 'Opening');
  await give(other, 'Personalised opener', '2');
  await points(other, 'Agenda', '3').waitFor();
  await other.getByLabel('A word to the rep').fill('From tab one. And two.');
  await keeps(other, 'scorecards', '"note":"From tab one. And two."');
  assert.equal(await stored(page, site), '1 call, 1 transcript, 1 scorecard, 1 person');
  await visit(page, url);
  await unfold(page, 'Opening');
  await points(page, 'Agenda', '3').waitFor();
  await points(page, 'Personalised opener', '2').waitFor();
});

test('two drafts of one card, by different rubrics, are both shown', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  await quietly(page);
  await quietly(other);
  await give(page, 'Agenda', '3');
  await keeps(page, 'scorecards', '"item":"agenda"');
  await other.getByLabel('Rubric', { exact: true }).selectOption({ label: 'Enterprise executive briefing v1' });
  await other.getByLabel('A word to the rep').fill('As a briefing.');
  await keeps(other, 'scorecards', '"note":"As a briefing."');
  assert.equal(await stored(page, site), '1 call, 1 transcript, 2 scorecards, 1 person');
  await visit(page, url);
  assert.equal(await page.getByLabel('A word to the rep').inputValue(), 'As a briefing.');
  await page.getByRole('button', { name: 'Manager\'s card, another draft' }).click();
  await points(page, 'Agenda', '3').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Manager\'s card', exact: true }).getAttribute('aria-pressed'), 'false');
});

test('what two tabs write into one field of a call is told before the later one stands', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  const field = async (tab, label) => {
    if (!await tab.locator('dialog[open]').count()) await tab.getByRole('button', { name: 'Edit details' }).click();
    return tab.locator('dialog[open]').getByLabel(label, { exact: true });
  };
  const save = tab => tab.locator('dialog[open]').getByRole('button', { name: 'Save', exact: true }).click();
  await (await field(other, 'Notes')).fill('Notes of the other');
  await (await field(page, 'Notes')).fill('Notes of this one');
  await save(page);
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  await save(other);
  await sees(other.locator('dialog[open]').getByRole('alert'), 'Notes: “Notes of this one”');
  assert.equal(await (await field(other, 'Notes')).inputValue(), 'Notes of the other');
  await save(other);
  await other.locator('dialog[open]').waitFor({ state: 'detached' });
  await keeps(page, 'calls', 'Notes of the other');
});

test('what is half typed in the details of a call that another tab deletes stays, and brings it back', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await again(context, url);
  await other.getByRole('button', { name: 'Edit details' }).click();
  const dialog = other.locator('dialog[open]');
  await dialog.getByLabel('Notes', { exact: true }).fill('Half typed');
  await remove(page);
  await sees(dialog.getByRole('alert'), 'deleted in another tab');
  assert.equal(await dialog.getByLabel('Notes', { exact: true }).inputValue(), 'Half typed');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await other.locator('dialog[open]').waitFor({ state: 'detached' });
  await card(other).waitFor();
  await keeps(other, 'calls', '"notes":"Half typed"');
  assert.equal(await stored(page, site), '1 call, 1 transcript, 0 scorecards, 1 person');
  // One that is erased cannot come back: the words stay until the dialog is closed.
  await other.getByRole('button', { name: 'Edit details' }).click();
  await dialog.getByLabel('Company', { exact: true }).fill('Half typed too');
  await erase(page, site, 'call');
  await sees(dialog.getByRole('alert'), 'erased for ever');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  assert.equal(await dialog.getByLabel('Company', { exact: true }).inputValue(), 'Half typed too');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 1 person');
});

test('what is half typed of a person stays where another tab saves the same field or deletes them', async ({ page, context, site }) => {
  const add = async (tab, name) => {
    await visit(tab, site.at('reps/'));
    await tab.getByRole('button', { name: 'Add somebody' }).click();
    await tab.getByLabel('Name', { exact: true }).fill(name);
    await tab.getByRole('button', { name: 'Save', exact: true }).click();
    await sees(tab.locator('main'), name);
  };
  await add(page, 'Zed Young');
  const other = await context.newPage();
  await visit(other, site.at('reps/'));
  for (const tab of [page, other]) {
    await tab.getByRole('link', { name: 'Zed Young' }).click();
    await tab.getByRole('button', { name: 'Edit', exact: true }).click();
  }
  const [here, there] = [page, other].map(tab => tab.locator('dialog[open]'));
  const save = dialog => dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await there.getByLabel('Team').fill('Team of the other');
  await here.getByLabel('Team').fill('Team of this one');
  await save(here);
  await here.waitFor({ state: 'detached' });
  await save(there);
  await sees(there.getByRole('alert'), 'Team: “Team of this one”');
  assert.equal(await there.getByLabel('Team').inputValue(), 'Team of the other');
  await save(there);
  await there.waitFor({ state: 'detached' });
  await sees(other.locator('main'), 'team Team of the other');

  await other.getByRole('button', { name: 'Edit', exact: true }).click();
  await there.getByLabel('Team').fill('Half typed team');
  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(/\/reps\/$/);
  await save(there);
  await sees(there.getByRole('alert'), 'deleted in another tab');
  assert.equal(await there.getByLabel('Team').inputValue(), 'Half typed team');
  await save(there);
  await keeps(other, 'people', 'Half typed team');
});
