// What would be missed is in every copy, large workspaces have copies too, and a file that was opened in part is taken back.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, axe, bring, card, choose, download, fill, item, keeps, makeCall, sees, stored, test, visit } from './harness/index.mjs';

/** Sets a competitor, a view and a period, and says who uses this copy. */
async function set(page, site) {
  await visit(page, site.at('signals/'));
  await page.getByLabel('One name a line').fill('Moorfield');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await visit(page, site.at('calls/?scored=unscored'));
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByLabel('Name of the view').fill('Left to do');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await visit(page, site.at('data/'));
  await page.getByLabel('Cards and changes carry this name').selectOption({ label: 'Ada Moreau' });
  await sees(page.locator('.saved__words'), /Saved/);
}

async function isSet(page, site, me) {
  await visit(page, site.at('signals/'));
  assert.equal(await page.getByLabel('One name a line').inputValue(), 'Moorfield');
  await visit(page, site.at('calls/'));
  await page.getByRole('link', { name: 'Left to do' }).waitFor();
  await visit(page, site.at('data/'));
  const who = page.getByLabel('Cards and changes carry this name');
  assert.equal(await who.locator('option:checked').innerText(), me);
}

test('signals, views and who uses this copy come back with a snapshot, and go along with the whole workspace', async ({ page, browser, site }) => {
  await makeCall(page, site);
  await set(page, site);
  await page.getByRole('button', { name: 'Take a snapshot now' }).click();
  await page.getByRole('button', { name: /^Restore this snapshot/ }).first().waitFor();
  const path = await (await download(page, 'Save everything as a file')).path();
  const text = readFileSync(path, 'utf8');
  assert.match(text, /\{"kind":"settings","body":\{"me":"[0-9A-Z]{26}","competitors":\["Moorfield"\],"views":/);
  assert.doesNotMatch(text, /"writer"/);
  await (await page.context().newCDPSession(page)).send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'indexeddb' });
  await page.goto(site.root);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await sees(page.getByRole('heading', { level: 1 }), 'What is next');
  await isSet(page, site, 'Ada Moreau');

  // Somebody else's copy takes what it has not, but not who uses it; and all of it can be taken back.
  const elsewhere = await browser.newContext();
  const there = await elsewhere.newPage();
  await choose(there, site, { name: 'week.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await sees(there.locator('main'), '1 list of signals, views and other settings');
  await bring(there);
  await sees(there.locator('.toast'), 'added or renewed');
  const undo = there.locator('.toast').getByRole('button', { name: 'Undo' });
  await isSet(there, site, 'Nobody in particular');
  await there.getByRole('button', { name: 'Take back week.json' }).click();
  await there.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await sees(there.locator('.toast'), 'Taken back');
  await visit(there, site.at('signals/'));
  assert.equal(await there.getByLabel('One name a line').inputValue(), '');
  assert.equal(await undo.count(), 0);
  await elsewhere.close();
});

test('a snapshot of ten thousand calls is taken by itself, beside the page', async ({ page, site }) => {
  await visit(page, site.at('data/'));
  await page.getByRole('heading', { name: 'Stored here' }).waitFor();
  await fill(page, 10_000);
  await makeCall(page, site);
  await page.evaluate(() => {
    const note = JSON.parse(localStorage.getItem('callcraft.sentinel'));
    localStorage.setItem('callcraft.sentinel', JSON.stringify({ ...note, unshot: 30 }));
  });
  const worker = page.waitForEvent('worker');
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await worker;
  await page.waitForFunction(async () => {
    const cache = await caches.open('callcraft-snapshots');
    return (await cache.keys()).some(it => it.url.endsWith('-10001'));
  });
  await page.waitForFunction(() => JSON.parse(localStorage.getItem('callcraft.sentinel')).unshot < 2);
});

const id = n => '01JD' + String(n).padStart(22, '0');

/** Writes a workspace file of so many calls, each with a megabyte of words. */
function large(path, many) {
  const stamp = { by: 'Ines Carvalho', at: '2026-11-12T11:00:00Z', version: { z: 1 } };
  const text = 'We talked about routes and vans. '.repeat(1900);
  const segments = Array.from({ length: 16 }, () => ({ speaker: 0, text }));
  const records = Array.from({ length: many }, (_, n) => [
    { kind: 'call', stamp, body: { id: id(n), title: `Call number ${n}`, kind: 'demo' } },
    { kind: 'transcript', stamp, body: { call: id(n), transcript: { format: 'text', precision: 'none', speakers: [{ name: 'Jonas Falk' }], segments, hash: '00' } } },
  ]).flat();
  const head = JSON.stringify({ format: 'callcraft', format_version: 1, app: '0.1.0', scope: 'workspace', created: '2026-11-12T12:00:00Z' }).slice(0, -1);
  writeFileSync(path, `${head},"records":[\n${records.map(it => JSON.stringify(it)).join(',\n')}\n]}\n`);
}

test('a file that was opened only in part is taken back at the next start, before anything else', async ({ page, context, site }) => {
  const folder = mkdtempSync(join(tmpdir(), 'callcraft-large-'));
  try {
    await makeCall(page, site);
    const had = await stored(page, site);
    const path = join(folder, 'large.json');
    large(path, 44);
    await choose(page, site, path);
    await sees(page.locator('main'), 'Nothing has changed yet.');
    // As soon as the first part is written, nothing more is: the store is held until the page is gone.
    const holder = await context.newPage();
    await holder.goto(site.at('recover.html'));
    await holder.evaluate(() => {
      window.held = new Promise((done, failed) => {
        const request = indexedDB.open('callcraft');
        request.onerror = failed;
        request.onsuccess = () => {
          const look = () => {
            const transaction = request.result.transaction('imports', 'readwrite');
            const store = transaction.objectStore('imports');
            let written = false;
            const ask = () => {
              store.count().onsuccess = it => {
                written ||= it.target.result > 0;
                if (written && !window.release) { done(); ask(); } else if (written) request.result.close();
              };
            };
            transaction.oncomplete = () => written || setTimeout(look);
            ask();
          };
          look();
        };
      });
    });
    await page.bringToFront();
    await bring(page);
    await holder.evaluate(() => window.held);
    await page.close();
    await holder.evaluate(() => { window.release = true; });
    await visit(holder, site.root);
    await sees(holder.locator('.toast'), 'Callcraft was closed before all of large.json was written.');
    assert.equal(await stored(holder, site), had);
    await sees(holder.locator('section', { has: holder.getByRole('heading', { name: 'Files opened' }) }), 'None.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a rubric is handed over closed with a passphrase, after telling what is inside', async ({ page, browser, site }) => {
  await visit(page, site.at('rubric/?id=standard@1'));
  await page.getByRole('button', { name: 'Hand over…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over a rubric' });
  await sees(dialog, 'Inside: 1 rubric');
  assert.equal(await dialog.getByLabel('With the transcript').count(), 0);
  await dialog.getByLabel('Closed with a passphrase').check();
  await dialog.getByLabel('Passphrase', { exact: true }).fill('six words and a bit');
  await axe(page);
  const saved = await download(page, 'Save as a closed file (age)');
  assert.match(saved.suggestedFilename(), /rubric.*standard.*\.json\.age$/);
  const elsewhere = await browser.newContext();
  const there = await elsewhere.newPage();
  await choose(there, site, { name: 'rubric.json.age', mimeType: 'application/octet-stream', buffer: readFileSync(await saved.path()) });
  await there.getByLabel('Passphrase').fill('six words and a bit');
  await there.getByRole('button', { name: /Open/ }).click();
  await sees(there.locator('main'), '1 rubric');
  await elsewhere.close();
});

const person = (n, name, version = { z: 1 }, role = 'rep') => ({ kind: 'person', stamp: { by: '', at: '2026-11-12T11:00:00Z', version }, body: { id: id(n), name, role } });
const stamped = (kind, body, version = { z: 1 }) => ({ kind, stamp: { by: 'Ada Moreau', at: '2026-11-12T11:00:00Z', version }, body });

/** A file of ours with these records, as a page is given it. */
function ours(records, name = 'week.json', scope = 'calls') {
  const head = JSON.stringify({ format: 'callcraft', format_version: 1, app: '0.1.0', scope, created: '2026-11-12T12:00:00Z' }).slice(0, -1);
  return { name, mimeType: 'application/json', buffer: Buffer.from(`${head},"records":[\n${records.map(it => JSON.stringify(it)).join(',\n')}\n]}\n`) };
}

async function add(page, site, records) {
  await choose(page, site, ours(records));
  await bring(page);
  await sees(page.locator('.toast'), 'added or renewed');
}

test('somebody who stands here twice is made one, with all that speaks of them, and one click takes it back', async ({ page, site }) => {
  const call = (n, rep) => stamped('call', { id: id(n), title: `Call number ${n}`, kind: 'demo', rep: id(rep) });
  const draft = stamped('scorecard', { id: id(200), call: id(101), rubric: { key: 'standard', version: 1 }, role: 'self', scorer: id(2), state: 'draft', created_at: '2026-11-12T10:00:00Z' });
  await add(page, site, [person(1, 'Ada Moreau'), person(2, 'Ada M.'), person(3, 'Nobody Needed'), call(100, 1), call(101, 2), draft]);
  await visit(page, site.at(`rep/?id=${id(2)}`));
  await page.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog');
  await sees(dialog, 'This person is spoken of in 1 call and 1 scorecard, and can therefore not just be deleted.');
  await axe(page);
  await dialog.getByLabel('This is the same person as').selectOption({ label: 'Ada Moreau' });
  await dialog.getByRole('button', { name: 'Make them one' }).click();
  await page.waitForURL(new RegExp(id(1)));
  await sees(page.getByRole('heading', { name: 'Calls' }).locator('..'), 'Call number 101');
  await sees(page.locator('.toast'), 'Ada M. and Ada Moreau are one now.');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await sees(page.locator('.toast'), 'Taken back');
  await visit(page, site.at(`rep/?id=${id(2)}`));
  await sees(page.getByRole('heading', { level: 1 }), 'Ada M.');
  await sees(page.getByRole('heading', { name: 'Calls' }).locator('..'), 'Call number 101');

  // Whom nothing speaks of goes to the trash, and comes back.
  await visit(page, site.at(`rep/?id=${id(3)}`));
  await page.getByRole('button', { name: 'Remove…' }).click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('reps/'));
  await page.getByRole('cell', { name: 'Nobody Needed' }).or(page.getByRole('rowheader', { name: 'Nobody Needed' })).waitFor({ state: 'detached' });
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('rowheader', { name: 'Nobody Needed' }).waitFor();
});

test('before anything is written into a card that came from somebody else, it is asked who scores', async ({ page, site }) => {
  const draft = stamped('scorecard', { id: id(200), call: id(100), rubric: { key: 'standard', version: 1 }, role: 'self', scorer: id(1), state: 'draft', created_at: '2026-11-12T10:00:00Z' });
  await add(page, site, [person(1, 'Ada Moreau'), person(4, 'Ines Carvalho', { z: 1 }, 'manager'), stamped('call', { id: id(100), title: 'First call', kind: 'demo', rep: id(1) }), draft]);
  await visit(page, site.at(`call/?id=${id(100)}`));
  await page.getByRole('group', { name: 'Whose card' }).getByRole('button', { name: /Self/ }).click();
  const give = points => item(page, 'Agenda').getByRole('button', { name: String(points), exact: true }).click();
  const open = async () => { if (await card(page).locator('details[open]').count() === 0) await card(page).locator('summary').first().click(); };
  await open();
  await give(4);
  const dialog = page.getByRole('dialog', { name: 'Who is scoring?' });
  await sees(dialog, 'This card is by Ada Moreau');
  await axe(page);
  await dialog.getByLabel('You are').selectOption({ label: 'Ines Carvalho' });
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('group', { name: 'Whose card' }).getByRole('button', { name: /Manager/, pressed: true }).waitFor();
  await open();
  await give(3);
  await keeps(page, 'scorecards', `"role":"manager","scorer":"${id(4)}"`);
  const rows = await page.evaluate(() => new Promise(done => {
    indexedDB.open('callcraft').onsuccess = it => {
      it.target.result.transaction('scorecards').objectStore('scorecards').getAll().onsuccess = found => done(found.target.result.map(row => new TextDecoder().decode(row.body)));
    };
  }));
  // The rep's is as it came.
  assert.deepEqual(rows.filter(it => it.includes('"self"')).map(it => JSON.parse(it).stamp.version), [{ z: 1 }]);
});

test('what is written on a call that another tab has deleted goes to the trash with it, and comes back with it', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await context.newPage();
  await visit(other, url);
  // Before the message arrives: a tab that has heard of it shows the call no more.
  await other.evaluate(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  await other.getByRole('button', { name: 'Edit details' }).click();
  await other.getByRole('button', { name: 'Delete this call…' }).click();
  await other.getByRole('button', { name: 'Delete', exact: true }).click();
  await other.waitForURL(site.at('calls/'));
  await page.bringToFront();
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true }).click();
  await sees(page.locator('.toast'), 'is in the trash with it');
  assert.equal(await stored(other, site), '0 calls, 0 transcripts, 0 scorecards, 1 person');
  const trash = other.locator('section', { has: other.getByRole('heading', { name: 'Trash' }) });
  await sees(trash, 'call, 1 card');
  await trash.getByRole('button', { name: /^Restore/ }).click();
  await sees(trash, 'It is empty');
  await visit(other, url);
  await item(other, 'Agenda').getByRole('button', { name: '4', exact: true, pressed: true }).waitFor();
});

test('a tab that is out of date says so to everybody, has the focus there, and still saves all there is', async ({ page, context, site }) => {
  await makeCall(page, site);
  const other = await context.newPage();
  await other.goto(site.at('recover.html'));
  await page.bringToFront();
  await item(page, 'Agenda').getByRole('button', { name: '5', exact: true }).click();
  await other.evaluate(() => new Promise((done, failed) => {
    const request = indexedDB.open('callcraft', 99);
    request.onsuccess = () => { request.result.close(); done(); };
    request.onerror = () => failed(request.error);
  }));
  const panel = page.getByRole('alertdialog', { name: 'This tab stands still' });
  await panel.waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alertdialog');
  await sees(panel.getByRole('alert'), 'a newer Callcraft is open in another tab');
  await axe(page, { rules: { 'landmark-one-main': { enabled: false } } });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const file = JSON.parse(readFileSync(await (await saved).path(), 'utf8'));
  const kinds = file.records.map(it => it.kind);
  for (const kind of ['person', 'call', 'transcript', 'scorecard']) assert.ok(kinds.includes(kind), kind);
  const answers = file.records.find(it => it.kind === 'scorecard').body.answers;
  assert.equal(answers.find(it => it.item === 'agenda').given.points, 5);
});

test('erasing a person tells where the name stands, and leaves the words that are spelt like it', async ({ page, site }) => {
  const said = (speaker, text) => ({ speaker, text });
  const segments = [said(0, 'Will you say what the price will be? I am Will Price.'), said(1, 'Thanks, Will. The Price offer will do. Mark it.')];
  const words = (n, voices) => stamped('transcript', { call: id(n), transcript: { format: 'text', precision: 'none', speakers: voices, segments, hash: '00' } });
  await add(page, site, [
    person(1, 'Will Price'), stamped('call', { id: id(100), title: 'Demo with Will', kind: 'demo', rep: id(1) }), words(100, [{ name: 'Will Price', person: id(1) }, { name: 'Jonas Falk' }]),
    stamped('call', { id: id(101), title: 'Will they buy? By Will', kind: 'demo' }), words(101, [{ name: 'Ann Lee' }, { name: 'Jonas Falk' }]),
  ]);
  await visit(page, site.at('data/'));
  await page.getByRole('combobox', { name: /^Person/ }).selectOption({ label: 'Will Price' });
  await page.getByRole('button', { name: 'Erase this person…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase for ever' });
  await sees(dialog, '“Will Price”: 2 places');
  await sees(dialog, '“Will”: 2 places');
  await sees(dialog, 'Demo with Will');
  await axe(page);
  await dialog.getByLabel('“Price”: 1 place').uncheck();
  await dialog.getByLabel(/Type/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase for ever' }).click();
  await sees(page.locator('.toast'), 'Erased for ever: 1 record.');
  const lines = readFileSync(await (await download(page, 'Save everything as a file')).path(), 'utf8');
  const records = JSON.parse(lines).records;
  const of = n => records.find(it => it.kind === 'transcript' && it.body.call === id(n)).body.transcript;
  assert.deepEqual(of(100).segments.map(it => it.text), ['Will you say what the price will be? I am **********.', 'Thanks, ****. The Price offer will do. Mark it.']);
  assert.deepEqual(of(101).segments.map(it => it.text), ['Will you say what the price will be? I am **********.', 'Thanks, Will. The Price offer will do. Mark it.']);
  assert.deepEqual(records.filter(it => it.kind === 'call').map(it => it.body.title), ['Demo with ****', 'Will they buy? By Will']);
});
