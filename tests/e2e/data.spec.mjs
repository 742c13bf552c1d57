// The whole workspace: out, in, and away.
import { readFileSync } from 'node:fs';
import { assert, axe, bring, choose, download, item, keeps, line, makeCall, sees, stored, test, visit } from './harness/index.mjs';
import { fill } from './harness/many.mjs';
import { add, call, everything, file, id, person, stamp } from './harness/records.mjs';

test('a whole workspace is saved as a file, and added to another one', async ({ page, site }) => {
  await visit(page, site.at('sample/data/'));
  const says = async () => (await page.locator('section', { hasText: 'Stored here' }).locator('p').first().innerText()).trim();
  await page.getByRole('button', { name: 'Save everything as a file' }).waitFor();
  const sample = await says();
  const file = await download(page, 'Save everything as a file');
  assert.match(file.suggestedFilename(), /^callcraft-workspace-\d{4}-\d\d-\d\d\.json$/);
  await choose(page, site, await file.path());
  const calls = sample.match(/^(\d+) calls/)[1];
  assert.equal(await line(page, `${calls} calls`).innerText(), `${calls} new`);
  await bring(page);
  await page.waitForURL(site.at('calls/'));
  await sees(page.locator('.filters [role=status]'), `${calls} calls`);
  assert.equal(await stored(page, site), sample);
});

test('where the browser asks for the place, a file is written there piece by piece; one that is stopped or breaks off leaves the older one as it was', async ({ page, site }) => {
  await page.addInitScript(() => {
    const place = async () => (await navigator.storage.getDirectory()).getFileHandle('backup.json', { create: true });
    window.held = async () => (await (await place()).getFile()).text();
    window.pieces = 0;
    window.trouble = '';
    const { write, close } = FileSystemWritableFileStream.prototype;
    FileSystemWritableFileStream.prototype.write = async function (bytes) {
      window.pieces += 1;
      if (window.trouble === 'full') throw new DOMException('the disk is full', 'QuotaExceededError');
      return write.call(this, bytes);
    };
    window.showSaveFilePicker = async ({ suggestedName }) => {
      window.suggested = suggestedName;
      if (window.trouble === 'none') throw new DOMException('nothing was chosen', 'AbortError');
      const handle = await place();
      if (!(await handle.getFile()).size) {
        const older = await handle.createWritable();
        await write.call(older, 'older');
        await close.call(older);
      }
      // Somebody who is fast.
      if (window.trouble === 'stop') [...document.querySelectorAll('.working button')].find(it => it.textContent.trim() === 'Stop').click();
      return handle;
    };
  });
  await makeCall(page, site);
  await fill(page, 100, { turns: 300 });
  await visit(page, site.at('data/'));
  const held = () => page.evaluate(() => window.held());
  const save = async trouble => {
    await page.evaluate(it => { window.trouble = it; window.pieces = 0; }, trouble);
    await page.getByRole('button', { name: 'Save everything as a file' }).click();
  };
  for (const [trouble, says] of [['none', 'Stopped. No file was saved.'], ['stop', 'Stopped. No file was saved.'], ['full', 'The file was not written: the browser says “QuotaExceededError: the disk is full”. A file that was there is as it was.']]) {
    await save(trouble);
    await sees(page.locator('.toast'), says);
    if (trouble !== 'none') assert.equal(await held(), 'older', trouble);
    await page.locator('.toast').getByRole('button', { name: /Close|Dismiss|✕/ }).click();
  }
  await save('');
  await sees(page.locator('.toast'), 'Saved as backup.json, and read once more: it has 101 calls.');
  assert.match(await page.evaluate(() => window.suggested), /^callcraft-workspace-\d{4}-\d\d-\d\d\.json$/);
  assert.ok(await page.evaluate(() => window.pieces) > 1, 'in pieces');
  await sees(page.locator('main'), 'Your last backup file has everything.');
  await choose(page, site, { name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(await held()) });
  assert.equal(await line(page, '101 calls').innerText(), '101 here already');
});

test('everything can be erased once the word is typed', async ({ page, site }) => {
  await makeCall(page, site);
  await visit(page, site.at('data/'));
  const erase = page.getByRole('button', { name: 'Erase everything' });
  await erase.waitFor();
  assert.equal(await erase.isDisabled(), true);
  await page.getByLabel(/to erase this workspace/).fill('erase');
  await erase.click();
  await sees(page.getByRole('heading', { level: 1 }), 'Coach from what was really said');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 0 people');
});

test('a call is deleted with its words and cards, after a second question', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await keeps(page, 'scorecards', '"item":"agenda"');
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  await sees(page.locator('main'), 'No calls yet');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 1 person');
  await visit(page, url);
  await page.getByRole('heading', { name: 'No such call' }).waitFor();
});

test('what stands on the page Data stays while something else is stored: no button is drawn anew under the pointer', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  await visit(page, site.at('data/'));
  const shot = page.getByRole('button', { name: 'Take a snapshot now' });
  const who = page.getByLabel('Cards and changes carry this name');
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Stored here' }) });
  await shot.waitFor();
  await page.evaluate(() => { for (const it of document.querySelectorAll('.cards button, .cards select')) it.wasHere = true; });
  const stays = async it => assert.equal(await it.evaluate(element => element.wasHere), true);
  await who.focus();
  await who.selectOption({ label: 'Ada Moreau' });
  await sees(page.locator('.saved__words'), /Saved/);
  await stays(who);
  assert.equal(await who.evaluate(it => it === document.activeElement), true);
  // What others change is followed once nothing is in hand.
  await who.blur();
  const other = await context.newPage();
  await visit(other, url);
  await other.getByRole('button', { name: 'Edit details' }).click();
  await other.getByRole('button', { name: 'Delete this call…' }).click();
  await other.getByRole('button', { name: 'Delete', exact: true }).click();
  await other.waitForURL(site.at('calls/'));
  await page.bringToFront();
  await sees(section, '0 calls, 0 transcripts');
  await page.getByRole('button', { name: /^Restore/ }).waitFor();
  await stays(shot);
  await stays(page.getByRole('button', { name: 'Save everything as a file' }));
  await stays(who);
  assert.equal(await who.locator('option:checked').innerText(), 'Ada Moreau');
  // What another tab says of it is shown.
  await visit(other, site.at('data/'));
  await other.getByLabel('Cards and changes carry this name').selectOption({ label: 'Nobody in particular' });
  await page.bringToFront();
  await page.waitForFunction(() => [...document.querySelectorAll('main select option:checked')].some(it => it.innerText === 'Nobody in particular'));
});

/** An instant so many months ago, at noon. */
const monthsAgo = months => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1, 12)).toISOString().replace('.000', '');
};

test('what is kept long enough is listed, and erased for ever once the word is typed: nothing before, nothing else, and no file brings it back', async ({ page, site }) => {
  const talk = (n, title, months, text) => [
    call(n, title, { z: 1 }, { rep: id(1), started_at: monthsAgo(months), transcript: `0${n}` }),
    { kind: 'transcript', stamp: stamp({ z: 1 }), body: { call: id(n), transcript: { format: 'webvtt', precision: 'segment', speakers: [{ name: 'Maya', side: 'ours', person: id(1) }], segments: [{ speaker: 0, start_ms: 0, end_ms: 2000, text }], hash: `0${n}` } } },
    { kind: 'scorecard', stamp: stamp({ z: 1 }), body: { id: id(n + 100), call: id(n), rubric: { key: 'standard', version: 1 }, role: 'manager', state: 'draft', created_at: monthsAgo(months), answers: [{ item: 'agenda', given: { points: 3 }, comment: `On ${title}` }] } },
  ];
  const records = [person(1, 'Maya'), ...talk(100, 'Three years old', 40, 'Oldest words'), ...talk(101, 'A year old', 15, 'Older words'), ...talk(102, 'Of last month', 1, 'Newest words')];
  await add(page, site, records);
  await visit(page, site.at('data/'));
  const form = page.locator('section', { has: page.getByRole('heading', { name: 'How long calls are kept' }) });
  const erase = form.getByRole('button', { name: 'Erase what is due' });
  await sees(form, 'Nothing is due.');

  // What a period would do is told before anything happens, and choosing another takes it back.
  await form.getByLabel('Words of calls').selectOption('12 months');
  await sees(form, 'Words that are due: 2');
  await form.getByLabel('Calls with all of their scorecards').selectOption('36 months');
  await sees(form, 'Calls that are due: 1');
  await sees(form, 'Words that are due: 1');
  for (const list of await form.locator('summary').all()) await list.click();
  await sees(form.locator('details', { hasText: 'Words that are due' }), 'A year old');
  await sees(form.locator('details', { hasText: 'Calls that are due' }), 'Three years old');
  await axe(page);
  await form.getByLabel('Words of calls').selectOption('For ever');
  await form.getByLabel('Calls with all of their scorecards').selectOption('For ever');
  await sees(form, 'Nothing is due.');
  assert.equal(await stored(page, site), '3 calls, 3 transcripts, 3 scorecards, 1 person');
  await form.getByLabel('Words of calls').selectOption('12 months');
  await form.getByLabel('Calls with all of their scorecards').selectOption('36 months');
  await sees(form, 'Calls that are due: 1');
  await page.reload();
  await sees(form, 'Words that are due: 1');
  assert.equal(await form.getByLabel('Calls with all of their scorecards').inputValue(), '36');

  assert.equal(await erase.isDisabled(), true);
  await form.getByLabel(/^Type “erase”/).fill('eras');
  assert.equal(await erase.isDisabled(), true);
  await form.getByLabel(/^Type “erase”/).fill('erase');
  await erase.click();
  await sees(page.locator('.toast'), 'Erased for ever: 4 records.');
  await sees(form, 'Nothing is due.');
  assert.equal(await stored(page, site), '2 calls, 1 transcript, 2 scorecards, 1 person');
  const left = await everything(page);
  for (const gone of ['Oldest words', 'Three years old', 'Older words']) assert.equal(left.includes(gone), false, gone);
  for (const stays of ['A year old', 'On A year old', 'Newest words']) assert.equal(left.includes(stays), true, stays);

  // That it happened goes along in files, and holds against the file from before.
  const path = await (await download(page, 'Save everything as a file')).path();
  const erasures = JSON.parse(readFileSync(path, 'utf8')).records.filter(it => it.kind === 'erasure').map(it => it.body);
  assert.deepEqual(erasures.map(it => [it.why, it.of]).sort((a, b) => a[1][0].kind.localeCompare(b[1][0].kind)), [
    ['kept for as long as was set', [{ kind: 'call', key: id(100) }]],
    ['kept for as long as was set', [{ kind: 'transcript', key: id(101) }]],
  ]);
  await choose(page, site, file(records, 'before.json'));
  await sees(page.locator('main'), 'Nothing has changed yet.');
  await sees(page.locator('main'), 'left out: erased');
  await bring(page);
  await page.waitForURL(/calls\//);
  assert.equal(await stored(page, site), '2 calls, 1 transcript, 2 scorecards, 1 person');
});
