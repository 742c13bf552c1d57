// Whose side the voices are on, and who of us they are: calls that wait for it, a name that is known, a mistake put right.
import { assert, axe, card, choose, fixture, keep, paste, sees, side, test, visit } from './harness/index.mjs';
import { add, call, id, person, stamp } from './harness/records.mjs';

const CALL = 100;
const theCall = call(CALL, 'Birch, demo', { z: 1 }, { transcript: '0a0b', lacks_sides: true });
const words = {
  kind: 'transcript', stamp: stamp({ z: 1 }),
  body: {
    call: id(CALL),
    transcript: {
      format: 'text', precision: 'none', hash: '0a0b', speakers: [{ name: 'Host' }, { name: 'Joe' }],
      segments: [{ speaker: 0, text: 'How do you plan your routes today?' }, { speaker: 1, text: 'By hand, and it takes three hours a day.' }, { speaker: 0, text: 'What does that cost you?' }],
    },
  },
};
const address = site => site.at(`call/?id=${id(CALL)}`);
const dialog = page => page.getByRole('dialog');
const save = page => dialog(page).getByRole('button', { name: 'Save', exact: true }).click();

test('calls whose sides nobody has said are told of on Home, listed, and leave the list once it is said', async ({ page, site }) => {
  await add(page, site, [person(1, 'Hannah Brandt'), theCall, words, call(101, 'Cedar, demo')]);
  await visit(page, site.root);
  await page.getByRole('link', { name: '1 call waits for its sides' }).click();
  await page.waitForURL(/calls\/\?sides=open$/);
  await sees(page.getByRole('status'), '1 of 2 calls');
  await sees(page.getByRole('group', { name: 'Active filters' }), 'Sides: Not said');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('checkbox', { name: 'Not said 1' }).waitFor();
  await axe(page);
  await page.getByRole('link', { name: 'Birch, demo' }).click();
  await sees(card(page), 'Nobody has said which of the voices are on our side');
  assert.equal(await card(page).getByText('nobody has said which speakers').count(), 0, 'it is said once');
  await card(page).getByRole('button', { name: 'Say who is who' }).click();
  await dialog(page).getByLabel('Host is the rep').check();
  await side(page, 'Joe', 'Theirs');
  await save(page);
  await card(page).getByRole('button', { name: 'Say who is who' }).waitFor({ state: 'detached' });
  await visit(page, site.at('calls/?sides=open'));
  await sees(page.getByRole('status'), '0 of 2 calls');
  await visit(page, site.root);
  await sees(page.locator('main'), 'What is next');
  assert.equal(await page.getByRole('link', { name: /for (its|their) sides/ }).count(), 0);
});

test('a voice given the name of one of our reps is that rep, and the key takes it back', async ({ page, site }) => {
  await add(page, site, [person(1, 'Hannah Brandt'), person(2, 'Ines Moor'), theCall, words]);
  await visit(page, address(site));
  const first = page.locator('.turn .who').first();
  await first.click();
  assert.deepEqual(await dialog(page).locator('datalist option').evaluateAll(all => all.map(it => it.value)), ['Hannah Brandt', 'Ines Moor']);
  await dialog(page).getByLabel('Name of somebody else').fill('Hannah');
  await dialog(page).getByLabel('Side of somebody else').selectOption({ label: 'Ours' });
  await dialog(page).getByLabel('And all this voice says after it').check();
  await save(page);
  await sees(first, 'Hannah');
  await page.locator('main').getByRole('link', { name: 'Hannah Brandt' }).waitFor();
  await page.reload();
  await page.locator('main').getByRole('link', { name: 'Hannah Brandt' }).waitFor();
  await first.click();
  await dialog(page).getByRole('radio', { name: 'Joe' }).check();
  await save(page);
  await sees(first, 'Joe');
  await page.keyboard.press('Control+z');
  await sees(first, 'Hannah');
});

test('a first name that one of us alone has is asked about at once, of two it is not', async ({ page, site }) => {
  const text = 'Hannah: How do you plan your routes today?\nJoe: By hand, and it takes three hours a day.\nHannah: What does that cost you?\n';
  await add(page, site, [person(1, 'Hannah Brandt')]);
  await paste(page, site, text);
  await page.getByRole('button', { name: 'Yes, Hannah Brandt' }).click();
  assert.ok(await page.getByLabel('Hannah is the rep').isChecked());
  assert.equal(await page.getByRole('combobox', { name: 'Hannah is', exact: true }).locator('option:checked').innerText(), 'Hannah Brandt');
  await axe(page);
  await keep(page);
  await page.locator('main').getByRole('link', { name: 'Hannah Brandt' }).waitFor();
  await add(page, site, [person(2, 'Hannah Roth')]);
  await paste(page, site, text.replace('Joe', 'Jill').replace('three', 'four'));
  await page.getByLabel('Name of Jill').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Yes, / }).count(), 0);
});

test('a prospect taken for the rep by mistake is no rep once that is put right', async ({ page, site }) => {
  await choose(page, site, fixture('discovery.vtt'));
  await page.getByLabel('Jonas Falk is the rep').check();
  await side(page, 'Ada Moreau', 'Theirs');
  await keep(page);
  await page.getByRole('button', { name: 'Edit details' }).click();
  await dialog(page).getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await save(page);
  await sees(page.locator('.toast'), 'Nobody of ours, and in the trash: Jonas Falk.');
  const call = page.url();
  await visit(page, site.at('reps/'));
  await sees(page.locator('main'), 'Ada Moreau');
  assert.equal(await page.getByText('Jonas Falk').count(), 0);
  await visit(page, call);
  await page.getByRole('button', { name: 'Edit details' }).click();
  assert.ok(await dialog(page).getByLabel('Ada Moreau is the rep').isChecked());
});

test('changed voices are taken back with who went into the trash for them', async ({ page, site }) => {
  await choose(page, site, fixture('discovery.vtt'));
  await page.getByLabel('Jonas Falk is the rep').check();
  await side(page, 'Ada Moreau', 'Theirs');
  await keep(page);
  await page.getByRole('button', { name: 'Edit details' }).click();
  await dialog(page).getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await save(page);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await page.locator('.page-head').getByRole('link', { name: 'Jonas Falk' }).waitFor();
  await page.getByRole('button', { name: 'Edit details' }).click();
  assert.ok(await dialog(page).getByLabel('Jonas Falk is the rep').isChecked());
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await visit(page, site.at('reps/'));
  await sees(page.locator('main'), 'Jonas Falk');
});

test('T asks about the turn that has the focus', async ({ page, site }) => {
  await choose(page, site, fixture('discovery.vtt'));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await keep(page);
  const third = page.locator('#turn-2');
  await third.locator('.who').focus();
  await page.keyboard.press('t');
  await sees(dialog(page), (await third.locator('p').first().innerText()).slice(0, 30));
});

test('a form of details that is closed unsaved can be taken up again with what was written', async ({ page, site }) => {
  await choose(page, site, fixture('discovery.vtt'));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await keep(page);
  await page.getByRole('button', { name: 'Edit details' }).click();
  await dialog(page).getByRole('textbox', { name: 'Notes' }).fill('Ask about the second depot.');
  await page.keyboard.press('Escape');
  await sees(page.locator('.toast'), 'What you changed in the details was not saved.');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  assert.equal(await dialog(page).getByRole('textbox', { name: 'Notes' }).inputValue(), 'Ask about the second depot.');
  await save(page);
  await sees(page.locator('.toast'), 'The details are changed.');
  await page.getByRole('button', { name: 'Edit details' }).click();
  assert.equal(await dialog(page).getByRole('textbox', { name: 'Notes' }).inputValue(), 'Ask about the second depot.');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
  assert.equal(await page.getByText('was not saved').count(), 0);
});

test('a call that was stored before sides were noted is listed among those whose sides nobody has said', async ({ page, site }) => {
  const { lacks_sides: _, ...body } = theCall.body;
  await add(page, site, [person(1, 'Hannah Brandt'), { ...theCall, body }, words, call(101, 'Cedar, demo')]);
  await visit(page, site.at('calls/?sides=open'));
  await sees(page.getByRole('status'), '1 of 2 calls');
  await page.getByRole('link', { name: 'Birch, demo' }).click();
  await card(page).getByRole('button', { name: 'Say who is who' }).click();
  await dialog(page).getByLabel('Host is the rep').check();
  await side(page, 'Joe', 'Theirs');
  await save(page);
  await card(page).getByRole('button', { name: 'Say who is who' }).waitFor({ state: 'detached' });
  await visit(page, site.at('calls/?sides=open'));
  await sees(page.getByRole('status'), '0 of 2 calls');
});
