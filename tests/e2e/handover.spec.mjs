// Files from hand to hand: what goes along, what is inside, a passphrase, and a week of two people without a server.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, bring, card, choose, download, item, keeps, line, makeCall, sees, test, visit, watch } from './harness/index.mjs';

/** Another person's browser. */
async function another(browser, site) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }));
  const problems = await watch(context, site.origin);
  return { context, problems, page: await context.newPage() };
}

const open = async (page, site, path) => {
  await choose(page, site, path);
  await bring(page);
  await page.waitForURL(/\/(call\/\?id=|calls\/)/);
};

const share = async page => {
  await page.getByRole('button', { name: 'Share scorecard' }).click();
  await page.getByRole('dialog', { name: 'Share scorecard' }).getByText(/^Inside: /).waitFor();
};

/** Records of a file, by kind. */
const records = (path, kind) => JSON.parse(readFileSync(path, 'utf8')).records.filter(it => it.kind === kind);

test('a file is closed with six words and opened by them alone', async ({ page, site }) => {
  const brought = [];
  page.context().on('request', it => { if (it.url().includes('_seal.')) brought.push(it.url()); });
  await makeCall(page, site);
  await share(page);
  await page.getByLabel('Closed with a passphrase').check();
  const phrase = await page.getByRole('dialog').getByRole('textbox', { name: 'Passphrase' }).inputValue();
  assert.match(phrase, /^[a-z]+( [a-z]+){5}$/);
  assert.deepEqual(brought, [], 'nobody waits for what closes a file before one is closed');
  const file = await download(page, 'Save as a closed file (age)');
  assert.equal(brought.length > 0, true, 'it is brought then');
  assert.match(file.suggestedFilename(), /^callcraft-discovery-.*\.json\.age$/);
  const path = await file.path();
  assert.equal(readFileSync(path, 'latin1').startsWith('age-encryption.org/v1\n-> scrypt '), true);
  assert.equal(readFileSync(path, 'latin1').includes('Jonas'), false);

  await choose(page, site, path);
  await page.getByLabel('Passphrase').fill(phrase.toUpperCase());
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await sees(page.getByRole('alert'), 'The passphrase does not open this file.');
  await page.getByLabel('Passphrase').fill(phrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await sees(page.locator('main'), 'Nothing has changed yet.');
  assert.equal(await line(page, '1 call').innerText(), '1 here already');

  // Where one goes away meanwhile, what works on it ends.
  await choose(page, site, path);
  await page.getByLabel('Passphrase').fill(phrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Passphrase').waitFor({ state: 'detached' });
  while (page.workers().length) await page.evaluate(() => new Promise(requestAnimationFrame));

  const spoilt = Buffer.from(readFileSync(path));
  spoilt[spoilt.length - 40] ^= 1;
  await choose(page, site, { name: 'spoilt.age', mimeType: 'application/octet-stream', buffer: spoilt });
  await page.getByLabel('Passphrase').fill(phrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await sees(page.getByRole('alert'), 'This file is damaged or cut off');
});

test('without names and without words nothing in the file tells who was on the call', async ({ page, site }) => {
  await makeCall(page, site);
  await share(page);
  const dialog = page.getByRole('dialog', { name: 'Share scorecard' });
  await sees(dialog.locator('.inside'), 'Names in it: Ada Moreau, Jonas Falk');
  await dialog.getByLabel('Names left out of the file').check();
  await dialog.getByLabel('With the transcript').uncheck();
  await dialog.locator('.inside').filter({ hasText: /Names in it: Rep [0-9A-Z]{5}$/ }).waitFor();
  const text = readFileSync(await (await download(page, 'Save as a file (JSON)')).path(), 'utf8');
  for (const word of ['Ada', 'Moreau', 'Jonas', 'Falk']) assert.equal(text.includes(word), false, word);
});

/** A manager, as a file of ours. */
const INES = JSON.stringify({
  format: 'callcraft', format_version: 1, app: '0.1.0', scope: 'workspace', created: '2026-11-12T12:00:00Z',
  records: [{ kind: 'person', stamp: { at: '2026-11-12T11:00:00Z', version: { z: 1 } }, body: { id: '01JD0000000000000000000001', name: 'Ines Carvalho', role: 'manager' } }],
});

/** Says something about the whole call. */
async function comment(page, text) {
  await card(page).locator('.talk-list summary').click();
  await card(page).locator('.talk-list').getByRole('button', { name: 'Comment on the whole call' }).click();
  await page.getByRole('textbox', { name: 'Comment', exact: true }).fill(text);
  await page.getByRole('button', { name: 'Keep the comment' }).click();
  await keeps(page, 'scorecards', text);
}

test('a week of two people with files alone ends with the same call on both sides', async ({ page, browser, site }) => {
  // The rep says who she is, comments on a call and judges a first item of her own card, and hands over.
  const address = await makeCall(page, site);
  await visit(page, site.at('data/'));
  await page.getByRole('combobox', { name: /^Cards and changes carry this name/ }).selectOption({ label: 'Ada Moreau' });
  await visit(page, address);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await comment(page, 'What would you have asked here?');
  await share(page);
  const first = await (await download(page, 'Save as a file (JSON)')).path();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  // The manager opens it, changes the call, and hands back. Meanwhile the rep has judged one more item.
  const manager = await another(browser, site);
  await open(manager.page, site, { name: 'me.json', mimeType: 'application/json', buffer: Buffer.from(INES) });
  await visit(manager.page, site.at('data/'));
  await manager.page.getByRole('combobox', { name: /^Cards and changes carry this name/ }).selectOption({ label: 'Ines Carvalho' });
  await open(manager.page, site, first);
  await item(manager.page, 'Agenda').getByRole('button', { name: '5', exact: true }).click();
  await comment(manager.page, 'For the number behind the two days.');
  await manager.page.getByRole('button', { name: 'Edit details' }).click();
  await manager.page.getByLabel('Title').fill('Lund Depots');
  await manager.page.getByRole('button', { name: 'Save', exact: true }).click();
  await sees(manager.page.locator('h1'), 'Lund Depots');
  await manager.page.getByRole('button', { name: 'Share scorecard' }).click();
  await manager.page.getByText(/^Inside: /).waitFor();
  const second = await (await download(manager.page, 'Save as a file (JSON)')).path();
  assert.equal(records(second, 'call')[0].body.title, 'Lund Depots');

  await item(page, 'Personalised opener').getByRole('button', { name: '2', exact: true }).click();
  await keeps(page, 'scorecards', 'personal');
  await open(page, site, second);
  await sees(page.locator('h1'), 'Lund Depots');
  await share(page);
  const third = await (await download(page, 'Save as a file (JSON)')).path();
  await open(manager.page, site, third);
  for (const kind of ['person', 'call', 'transcript', 'scorecard']) assert.deepEqual(records(third, kind).length > 0, true, kind);
  await visit(manager.page, page.url());
  await manager.page.getByRole('button', { name: 'Share scorecard' }).click();
  await manager.page.getByText(/^Inside: /).waitFor();
  const fourth = await (await download(manager.page, 'Save as a file (JSON)')).path();
  const cards = records(fourth, 'scorecard').map(it => it.body);
  assert.deepEqual(cards.map(it => it.role).sort(), ['manager', 'self']);
  assert.deepEqual(cards.flatMap(it => it.comments ?? []).map(it => it.text).sort(), ['For the number behind the two days.', 'What would you have asked here?']);
  const body = path => readFileSync(path, 'utf8').split('\n').slice(1).join('\n');
  assert.equal(body(fourth), body(third));
  assert.deepEqual(manager.problems, []);
  await manager.context.close();
});

test('selected calls are handed over as a pack to calibrate by, without anybody\'s cards', async ({ page, site }) => {
  await visit(page, site.at('sample/calls/'));
  await page.getByRole('checkbox', { name: /^Select / }).nth(1).check();
  await page.getByRole('checkbox', { name: /^Select / }).nth(2).check();
  await page.getByRole('button', { name: 'Hand over…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over the selected calls' });
  await dialog.getByText(/^Inside: 2 calls/).waitFor();
  await dialog.getByLabel('To calibrate: without anybody\'s scorecards').check();
  await dialog.locator('.inside').filter({ hasText: /^Inside: 2 calls(, \d+ transcripts?)?, \d+ (person|people)/ }).waitFor();
  const path = await (await download(page, 'Save as a file (JSON)')).path();
  const file = JSON.parse(readFileSync(path, 'utf8'));
  assert.equal(file.scope, 'calibration');
  assert.deepEqual(file.records.filter(it => it.kind === 'scorecard'), []);
  assert.equal(file.records.filter(it => it.kind === 'call').length, 2);
});

/** Whether the program age is on this machine, with what feeds it a passphrase. */
function hasAge() {
  try {
    execFileSync('script', ['--version'], { stdio: 'ignore' });
    execFileSync('age', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

if (hasAge()) {
  test('the program age opens a file that was closed here', async ({ page, site }) => {
    await makeCall(page, site);
    await share(page);
    await page.getByLabel('Closed with a passphrase').check();
    const phrase = await page.getByRole('dialog').getByRole('textbox', { name: 'Passphrase' }).inputValue();
    const path = await (await download(page, 'Save as a closed file (age)')).path();
    const out = join(tmpdir(), `callcraft-${process.pid}.json`);
    const ask = join(tmpdir(), `callcraft-${process.pid}.sh`);
    writeFileSync(ask, `age -d -o '${out}' '${path}'\n`);
    // age reads the passphrase from a terminal only: script gives it one.
    execFileSync('script', ['-qec', `sh ${ask}`, '/dev/null'], { input: phrase + '\n', timeout: 30_000 });
    assert.equal(JSON.parse(readFileSync(out, 'utf8')).format, 'callcraft');
  });
}
