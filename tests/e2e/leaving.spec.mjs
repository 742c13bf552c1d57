// A page that is left in the very tick in which it set something going; clicks that come twice; fields that say what they cannot take.
import { readFileSync } from 'node:fs';
import { assert, bringing, choose, download, fixture, item, keep, keeps, makeCall, sees, side, stored, test, visit } from './harness/index.mjs';

const help = page => page.locator('nav').getByRole('link', { name: 'Help' });

/** Clicks on several things in one tick: before anything the first set going can have ended. */
async function atOnce(page, ...all) {
  const handles = [];
  for (const it of all) handles.push(await it.elementHandle());
  await page.evaluate(handles => handles.forEach(it => it.click()), handles);
}

const isWell = async page => assert.equal(await page.locator('#crash:not([hidden])').count(), 0);

/** Help is shown, and nothing has stopped. */
async function atHelp(page, site) {
  await page.waitForURL(site.at('help/'));
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
  await isWell(page);
}

const toast = (page, text) => sees(page.locator('.toast'), text);
const one = text => ({ name: 'one.json', mimeType: 'application/json', buffer: Buffer.from(text) });

test('a page that is left while it saves a file, a signal, a call or a workspace stops nothing and pulls nobody back', async ({ page, site }) => {
  // A new call, from its form.
  await choose(page, site, fixture('discovery.vtt'));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await atOnce(page, page.getByRole('button', { name: 'Open the call' }), help(page));
  await keeps(page, 'calls', '"title":"discovery"');
  await atHelp(page, site);

  // A scorecard as a file, closed and open.
  await page.getByRole('link', { name: 'Calls' }).first().click();
  await page.getByRole('link', { name: 'discovery' }).click();
  const share = page.getByRole('dialog', { name: 'Share scorecard' });
  const opened = async () => {
    await page.getByRole('button', { name: 'Share scorecard' }).click();
    await share.getByText(/^Inside: /).waitFor();
  };
  await opened();
  await share.getByLabel('Closed with a passphrase').check();
  // The same letter in two pieces: it must open with one.
  await share.getByRole('textbox', { name: 'Passphrase' }).fill('cafe\u0301 noir et sucre');
  const closed = page.waitForEvent('download');
  await atOnce(page, share.getByRole('button', { name: /^Save as a closed file/ }), help(page));
  const sealed = readFileSync(await (await closed).path());
  await toast(page, 'Saved as');
  await atHelp(page, site);

  // Opening it, left at once; then with the letter in one piece.
  const age = { name: 'one.age', mimeType: 'application/octet-stream', buffer: sealed };
  await choose(page, site, age);
  await page.getByLabel('Passphrase').fill('caf\u00e9 noir et sucre');
  await atOnce(page, page.getByRole('button', { name: 'Open', exact: true }), help(page));
  await atHelp(page, site);
  await choose(page, site, age);
  await page.getByLabel('Passphrase').fill('caf\u00e9 noir et sucre');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await sees(page.locator('main'), '1 call');

  // A signal.
  await visit(page, site.at('signals/'));
  await page.getByRole('button', { name: /^(New|Add)/ }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Our launch');
  await page.getByLabel('Phrases, one a line').fill('spring launch');
  await atOnce(page, page.locator('form.panel').getByRole('button', { name: 'Save' }), help(page));
  await toast(page, 'Kept.');
  await atHelp(page, site);

  // A workspace, added and in the place of everything, left while it is written.
  await visit(page, site.at('sample/data/'));
  const sample = readFileSync(await (await download(page, 'Save everything as a file')).path(), 'utf8');
  await choose(page, site, one(sample));
  await atOnce(page, await bringing(page), help(page));
  await toast(page, /added or renewed|Stopped/);
  await atHelp(page, site);
  await choose(page, site, one(sample));
  await bringing(page);
  await page.getByText('Replace everything instead').click();
  await page.getByLabel(/to replace all that is here/).fill('replace');
  await atOnce(page, page.getByRole('button', { name: 'Replace everything' }), help(page));
  await toast(page, /added or renewed|Stopped/);
  await atHelp(page, site);
});

test('a page that is left while it takes a snapshot, keeps many transcripts or somebody new who scores, stops nothing', async ({ page, site }) => {
  await page.addInitScript(() => { window.asked = true; });
  await makeCall(page, site);
  await visit(page, site.at('data/'));
  await atOnce(page, page.getByRole('button', { name: 'Take a snapshot now' }), help(page));
  await toast(page, 'A snapshot is taken.');
  await atHelp(page, site);

  await page.getByRole('link', { name: 'Calls' }).first().click();
  await page.locator('main').getByRole('link', { name: 'discovery' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who is scoring?' });
  await item(page, 'Personalised opener').getByRole('button', { name: '3', exact: true }).click();
  await dialog.getByLabel('You are').selectOption({ label: 'Somebody who is not in this list' });
  await dialog.getByLabel('Your name').fill('Noor Haddad');
  await atOnce(page, dialog.getByRole('button', { name: 'Go on' }), help(page));
  await keeps(page, 'people', 'Noor Haddad');
  await keeps(page, 'settings', '"me":"');
  await atHelp(page, site);
  await visit(page, site.at('data/'));
  const who = page.getByLabel('Cards and changes carry this name');
  assert.equal(await who.locator('option:checked').innerText(), 'Noor Haddad');

  const words = n => Buffer.from(`Ada Moreau: How many vans are out on route ${n} now?\nJonas Falk: Some nine of them, every morning.\n`);
  await choose(page, site, [1, 2, 3].map(n => ({ name: `route ${n}.txt`, mimeType: 'text/plain', buffer: words(n) })));
  await atOnce(page, page.getByRole('button', { name: /^Keep / }).first(), help(page));
  await atHelp(page, site);
});

test('what is clicked twice is done once, and the second half of a double click deletes nothing', async ({ page, site }) => {
  await visit(page, site.root);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('Your name, as transcripts show it').fill('Mira Holt');
  await page.getByLabel('Your reps, one name a line').fill('Ada Moreau');
  const start = page.getByRole('button', { name: 'Start my team' });
  await atOnce(page, start, start);
  await page.waitForURL(site.at('open/'));
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 2 people');

  await choose(page, site, fixture('discovery.vtt'));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  const open = page.getByRole('button', { name: 'Open the call' });
  await atOnce(page, open, open);
  await page.waitForURL(/\/call\/\?id=/);
  const address = page.url();
  assert.equal(await stored(page, site), '1 call, 1 transcript, 0 scorecards, 2 people');

  const whole = readFileSync(await (await download(page, 'Save everything as a file')).path(), 'utf8');
  await visit(page, address);
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).dblclick();
  // Asked, not done; and there is a way back, on which whoever came by the keyboard is.
  const cancel = page.locator('.sure').getByRole('button', { name: 'Cancel' });
  await cancel.waitFor();
  await cancel.click();
  await page.getByRole('button', { name: 'Delete this call…' }).press('Enter');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Cancel' && document.activeElement.closest('.sure'));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('calls/'));

  await visit(page, site.at('data/'));
  const trash = page.locator('section', { has: page.getByRole('heading', { name: 'Trash', exact: true }) });
  await trash.getByRole('button', { name: /^Delete for good…/ }).dblclick();
  await trash.getByRole('button', { name: 'Cancel' }).click();
  await trash.getByRole('button', { name: 'Empty the trash…' }).dblclick();
  await trash.getByRole('button', { name: 'Cancel' }).click();
  await sees(trash, '1 thing');

  await page.getByLabel(/to erase this workspace/).fill('erase');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await sees(page.getByRole('heading', { level: 1 }), 'Coach from what was really said');
  await choose(page, site, one(whole));
  const add = await bringing(page);
  await atOnce(page, add, add);
  await page.waitForURL(/\/calls\/|\/call\//);
  await visit(page, site.at('data/'));
  const files = page.locator('section', { has: page.getByRole('heading', { name: 'Files opened' }) });
  await files.getByRole('button', { name: 'Take back one.json' }).waitFor();
  assert.equal(await files.getByRole('button', { name: 'Take back one.json' }).count(), 1);
});

test('a field that cannot be kept says so and keeps what was', async ({ page, site }) => {
  await makeCall(page, site);
  await page.getByRole('button', { name: 'Edit details' }).click();
  const dialog = page.getByRole('dialog', { name: 'Call details' });
  const when = dialog.getByLabel('When');
  const before = await when.inputValue();
  for (const wrong of ['0026-11-12T10:00', '1969-12-31T10:00', '2999-11-12T10:00', '12026-11-12T10:00']) {
    await when.fill(wrong);
    await dialog.getByRole('button', { name: 'Save' }).click();
    assert.equal(await when.evaluate(it => it.matches(':invalid') && it === document.activeElement && it.validationMessage !== ''), true, wrong);
  }
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Edit details' }).click();
  assert.equal(await when.inputValue(), before);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await visit(page, site.at('reps/'));
  await page.getByRole('link', { name: 'Ada Moreau' }).first().click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const first = page.getByLabel('First day in the job');
  await first.fill('0202-05-01');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  assert.equal(await first.evaluate(it => it.matches(':invalid')), true);
});

test('names without an end are told where they are typed', async ({ page, site }) => {
  await visit(page, site.root);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('Your name, as transcripts show it').fill('Mira Holt');
  const reps = page.getByLabel('Your reps, one name a line');
  await reps.fill('Ada Moreau\n' + 'L'.repeat(600));
  await page.getByRole('button', { name: 'Start my team' }).click();
  assert.equal(await reps.evaluate(it => it.validationMessage), 'One of the names is too long. Write one name a line.');
  await reps.fill('Ada Moreau');
  await page.getByRole('button', { name: 'Start my team' }).click();
  await page.waitForURL(site.at('open/'));
});

// The hours around a change of summer time, in zones ahead of and behind UTC, by a full hour and by half of one.
const ZONES = [
  ['America/New_York', '2026-03-08T04:00'], ['Pacific/Chatham', '2026-09-26T20:00'], ['Pacific/Auckland', '2026-09-26T15:00'],
  ['Europe/Berlin', '2026-03-29T03:30'], ['Europe/Berlin', '2026-10-25T01:30'], ['America/St_Johns', '2026-11-01T00:15'],
  ['Australia/Lord_Howe', '2026-10-04T02:45'], ['Asia/Kolkata', '2026-05-01T10:00'],
];
test('a time typed near a change of summer time is the time shown', async ({ browser, site }) => {
  for (const [timezoneId, time] of ZONES) {
    const context = await browser.newContext({ timezoneId, viewport: { width: 1280, height: 800 } });
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }));
    const page = await context.newPage();
    await choose(page, site, fixture('discovery.vtt'));
    await page.getByLabel('Ada Moreau is the rep').check();
    await side(page, 'Jonas Falk', 'Theirs');
    await page.getByLabel('When').fill(time);
    await keep(page);
    await page.getByRole('button', { name: 'Edit details' }).click();
    assert.equal(await page.getByRole('dialog', { name: 'Call details' }).getByLabel('When').inputValue(), time, timezoneId);
    await context.close();
  }
});

test('a snapshot of an empty workspace is no sign that one is missing', async ({ page, site }) => {
  await visit(page, site.at('data/'));
  await page.getByRole('button', { name: 'Take a snapshot now' }).click();
  await toast(page, 'A snapshot is taken.');
  await visit(page, site.root);
  await sees(page.getByRole('heading', { level: 1 }), 'Coach from what was really said');
});

test('where the browser keeps no notes, the page says that it cannot remind, and counts what is stored', async ({ page, site, context }) => {
  await context.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
  await makeCall(page, site);
  assert.equal(await stored(page, site), '1 call, 1 transcript, 0 scorecards, 1 person');
  await sees(page.locator('section', { hasText: 'Stored here' }), 'No backup file is known.');
});
