// A text that names nobody: what is said of it, and how its turns get their voices by mouse and by keyboard.
import { assert, axe, card, choose, keep, makeCall, paste, sees, side, test } from './harness/index.mjs';

const SAID = [
  'Thanks for making the time, Petra. How do you plan a week today?',
  'On paper, mostly. It takes two people a whole day.',
  'What happens when a driver is ill?',
  'Then the plan is void, and we lose about 4000 euros a month to late deliveries.',
  'That is a lot of money.',
  'It is. I am not sure the depot leads would use another app, though.',
];
const TEXT = SAID.join('\n\n');

const voices = page => page.locator('.turn .who').allInnerTexts();
const dialog = page => page.getByRole('dialog', { name: 'Who says this?' });
const panel = page => page.getByRole('region', { name: 'No names were found' });

test('a text without names is said to have none, and is kept piece by piece', async ({ page, site }) => {
  await paste(page, site, TEXT);
  await sees(panel(page), 'kept in 6 pieces');
  await sees(panel(page), 'What needs voices cannot be told: talk ratio');
  await sees(page.getByRole('region', { name: 'What was understood' }), 'no names');
  assert.equal(await page.getByRole('table').count(), 0);
  await axe(page);
  await keep(page);
  assert.deepEqual(await voices(page), Array(6).fill('Unknown'));
  await page.getByLabel('Find in this call').fill('void');
  await sees(page.locator('#turn-3 mark.found'), 'void');
});

test('turns of a text without names get their voices by the keyboard, and all of it is taken back at once', async ({ page, site }) => {
  await paste(page, site, TEXT);
  await panel(page).waitFor();
  await keep(page);
  await page.locator('#turn-0 .who').click();
  await dialog(page).getByLabel('Name of somebody else').fill('Ada Moreau');
  await dialog(page).getByRole('button', { name: 'Save and go on to the next turn' }).click();
  await sees(dialog(page), SAID[1]);
  assert.deepEqual(await voices(page), ['Ada', ...Array(5).fill('Unknown')], 'one turn only');
  await dialog(page).getByLabel('Name of somebody else').fill('Petra Stein');
  await dialog(page).getByLabel('Side of somebody else').selectOption('Theirs');
  await dialog(page).getByRole('button', { name: 'Save and go on to the next turn' }).click();
  for (const [at, key] of ['1', '2', '1', '2'].entries()) {
    await sees(dialog(page), SAID[at + 2]);
    await page.waitForFunction(() => document.activeElement?.id === 'voice-chosen');
    await page.keyboard.press(key);
  }
  await dialog(page).waitFor({ state: 'hidden' });
  assert.deepEqual(await voices(page), ['Ada', 'Petra', 'Ada', 'Petra', 'Ada', 'Petra']);
  await sees(page.locator('.toast'), '6 turns have another voice now.');
  await page.reload();
  await sees(page.locator('#turn-5 .who'), 'Petra');
  await page.locator('#turn-2 .who').click();
  await dialog(page).getByRole('radio', { name: 'Petra Stein' }).check();
  await axe(page);
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await sees(page.locator('#turn-1 p').first(), SAID[2]);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await sees(page.locator('#turn-2 .who'), 'Ada');
});

test('two voices are guessed only when asked for, are said to be guessed, and a guess is turned round from a turn on', async ({ page, site }) => {
  await paste(page, site, TEXT);
  await page.getByRole('radio', { name: 'One voice after the other, two voices: a guess' }).check();
  await page.getByLabel('Name of First voice').fill('Ada Moreau');
  await page.getByLabel('Name of Second voice').fill('Petra Stein');
  await page.getByLabel('First voice is the rep').check();
  await side(page, 'Second voice', 'Theirs');
  await keep(page);
  await sees(page.locator('.page-head'), 'voices guessed');
  assert.deepEqual(await voices(page), ['Ada', 'Petra', 'Ada', 'Petra', 'Ada', 'Petra']);
  await page.locator('#turn-4 .who').click();
  await dialog(page).getByRole('radio', { name: 'From here to the end the two voices change places' }).check();
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await sees(page.locator('#turn-4 .who'), 'Ada');
  assert.deepEqual(await voices(page), ['Ada', 'Petra', 'Ada', 'Petra', 'Ada']);
  await page.locator('#turn-3 .who').click();
  await dialog(page).getByText('Only a part of this turn').click();
  await dialog(page).getByLabel('First line').selectOption({ index: 1 });
  await dialog(page).getByRole('radio', { name: 'Ada Moreau' }).check();
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await sees(page.locator('#turn-4 p').first(), SAID[4]);
});

test('a pasted call has a title of what is known of it, to be written over', async ({ page, site }) => {
  await paste(page, site, 'Ada Moreau: Hello Jonas, thanks for the time.\nJonas Falk: Happy to, where do we begin?\nAda Moreau: With your week.\n');
  const title = page.getByLabel('Title');
  await page.waitForFunction(() => document.activeElement?.value?.startsWith('Call of '));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await page.waitForFunction(field => field.value === 'Call with Jonas Falk', await title.elementHandle());
  await page.getByLabel('Company').fill('Aldermoor Ltd');
  await page.waitForFunction(field => field.value === 'Call with Jonas Falk, Aldermoor Ltd', await title.elementHandle());
  await title.fill('Our first talk');
  await page.getByLabel('Company').fill('Aldermoor');
  assert.equal(await title.inputValue(), 'Our first talk');
  await keep(page);
  await page.getByRole('heading', { level: 1, name: 'Our first talk' }).waitFor();
});

test('the day in the name of a file is the day of the call and not a part of its title', async ({ page, site }) => {
  const words = 'Ada Moreau: Hello Jonas, thanks for the time.\nJonas Falk: Happy to, where do we begin?\n';
  await choose(page, site, { name: '2026-11-05 Aldermoor Ltd discovery.txt', mimeType: 'text/plain', buffer: Buffer.from(words) });
  assert.equal(await page.getByLabel('Title').inputValue(), 'Aldermoor Ltd discovery');
  assert.match(await page.getByLabel('When').inputValue(), /^2026-11-05T/);
});

test('a voice that is given the name of another is asked about before saving, and made one with it', async ({ page, site }) => {
  await makeCall(page, site);
  await page.locator('.turn .who').first().click();
  await dialog(page).getByLabel('Name of somebody else').fill('Speaker 3');
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await sees(page.locator('.turn .who').first(), 'Speaker');
  await page.getByRole('button', { name: 'Edit details' }).click();
  const details = page.getByRole('dialog', { name: 'Call details' });
  await details.getByLabel('Name of Speaker 3').fill('jonas falk');
  await details.getByRole('button', { name: 'Save' }).click();
  await sees(details, 'Jonas Falk is already a voice of this call: make them one?');
  await axe(page);
  await details.getByRole('button', { name: 'Make them one' }).click();
  await sees(details, 'One voice with Jonas Falk once it is saved.');
  await details.getByRole('button', { name: 'Save' }).click();
  await sees(page.locator('.turn .who').first(), 'Jonas');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await sees(page.locator('.turn .who').first(), 'Speaker');
});

test('the buttons of the words say what they do, beginning with what is seen', async ({ page, site }) => {
  await makeCall(page, site);
  const seen = await page.locator('#turn-0 .who').innerText();
  await page.locator('#turn-0').getByRole('button', { name: new RegExp(`^${seen}.*: change who says this$`) }).waitFor();
  const time = await page.locator('#turn-0 .at').innerText();
  await page.locator('#turn-0').getByRole('button', { name: `${time}, go here` }).waitFor();
  const names = await card(page).getByRole('button', { name: /^Accept / }).evaluateAll(all => all.map(it => it.getAttribute('aria-label')));
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length > 1, names.join('; '));
});
