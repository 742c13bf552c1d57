// Saved means saved: what the browser refuses, drops or loses is seen, told and mended.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, axe, bring, choose, download, item, keeps, makeCall, ready, sees, stored, test, visit } from './harness/index.mjs';
import { kill, start } from './harness/profile.mjs';
import { evict, fill, quota } from './harness/room.mjs';

const points = (page, title, n) => item(page, title).getByRole('button', { name: String(n), exact: true }).click();
const says = (page, text) => sees(page.locator('.saved'), text);
const cdp = page => page.context().newCDPSession(page);
/** Takes a snapshot of the workspace on the Data page. */
async function snapshot(page, site) {
  await visit(page, site.at('data/'));
  await page.getByRole('button', { name: 'Take a snapshot now' }).click();
  await page.getByRole('button', { name: /^Restore this snapshot/ }).first().waitFor();
}

/** Deletes the call that is shown, and goes to the Data page. */
async function remove(page, site) {
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  await visit(page, site.at('data/'));
}

test('what the browser has no room for is never called saved, can be saved as a file, and is kept once there is room', { allow: [/Service Worker registration blocked/], context: { serviceWorkers: 'block' } }, async ({ page, site }) => {
  await page.goto(site.at('recover.html'));
  await quota(page, site, 2_000_000);
  const url = await makeCall(page, site);
  await says(page, /^Saved \d\d:\d\d/);
  await fill(page);
  await points(page, 'Agenda', 3);
  const alert = page.getByRole('alert').filter({ hasText: 'Not saved.' });
  await alert.waitFor();
  await says(page, 'Not saved');
  await axe(page);
  // What is on the page goes into the file.
  const copy = JSON.parse(readFileSync(await (await download(page, 'Save a copy now')).path(), 'utf8'));
  const card = copy.records.find(it => it.kind === 'scorecard');
  assert.equal(card.body.answers.find(it => it.item === 'agenda').given.points, 3);
  await quota(page, site, null);
  await page.getByRole('button', { name: 'Try again' }).click();
  await alert.waitFor({ state: 'detached' });
  await says(page, /^Saved \d\d:\d\d/);
  await visit(page, url);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true, pressed: true }).waitFor();
});

test('a database that the browser throws away while it is open is told at once, and comes back from a snapshot', async ({ page, site }) => {
  await makeCall(page, site);
  const had = await stored(page, site);
  await snapshot(page, site);
  await evict(page, site, 'indexeddb');
  await sees(page.getByRole('alert'), 'removed this site');
  assert.equal(await page.evaluate(() => document.getElementById('main').inert), true);
  await page.getByRole('button', { name: 'Reload' }).click();
  await sees(page.getByRole('heading', { level: 1 }), 'Your workspace is missing from this browser');
  await sees(page.locator('main'), 'This browser had 1 call');
  await axe(page);
  // No other page takes it for a first run either.
  await page.goto(site.root);
  await sees(page.getByRole('heading', { level: 1 }), 'Your workspace is missing from this browser');
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.waitForURL(site.root);
  await sees(page.getByRole('heading', { level: 1 }), 'What is next');
  assert.equal(await stored(page, site), had);
});

test('without a snapshot a lost database asks for a backup file, and begins anew only for a word', async ({ page, site }) => {
  await makeCall(page, site);
  const had = await stored(page, site);
  const file = await (await download(page, 'Save everything as a file')).path();
  await evict(page, site, 'indexeddb,cache_storage');
  await page.goto(site.root);
  await sees(page.getByRole('heading', { level: 1 }), 'Your workspace is missing from this browser');
  await sees(page.locator('main'), 'There is none.');
  await sees(page.locator('main'), /The last one was saved on .* as callcraft-workspace-/);
  await page.getByLabel('Open a backup file').setInputFiles(file);
  await sees(page.getByRole('heading', { level: 1 }), 'What is next');
  assert.equal(await stored(page, site), had);

  await evict(page, site, 'indexeddb,cache_storage');
  await page.goto(site.root);
  await page.getByLabel(/to begin with an empty workspace/).fill('new');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await sees(page.getByRole('heading', { level: 1 }), 'Coach from what was really said');
  await page.reload();
  await sees(page.getByRole('heading', { level: 1 }), 'Coach from what was really said');
});

test('changes that are missing from the database are offered from the snapshot that has them', async ({ page, site }) => {
  const url = await makeCall(page, site);
  const old = await page.evaluate(() => new Promise(done => {
    const request = indexedDB.open('callcraft');
    request.onsuccess = () => {
      const asked = request.result.transaction('meta').objectStore('meta').getAll();
      asked.onsuccess = () => { request.result.close(); done(asked.result.map(it => ({ ...it, body: [...it.body] }))); };
    };
  }));
  await points(page, 'Agenda', 4);
  await keeps(page, 'scorecards', '"item":"agenda"');
  await snapshot(page, site);
  // The browser goes back to what it had on the disk some time ago.
  await page.evaluate(old => new Promise(done => {
    const request = indexedDB.open('callcraft');
    request.onsuccess = () => {
      const transaction = request.result.transaction(['meta', 'scorecards'], 'readwrite');
      transaction.objectStore('scorecards').clear();
      for (const row of old) transaction.objectStore('meta').put({ ...row, body: new Uint8Array(row.body) });
      transaction.oncomplete = () => { request.result.close(); done(); };
    };
  }), old);
  await page.goto(url);
  await sees(page.getByRole('heading', { level: 1 }), 'Some recent work is missing');
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true, pressed: true }).waitFor();
});

test('a snapshot is restored in the place of what is there, and that can be taken back', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await snapshot(page, site);
  const had = await stored(page, site);
  await visit(page, url);
  await remove(page, site);
  const after = await stored(page, site);
  assert.notEqual(after, had);
  const counts = page.locator('section', { has: page.getByRole('heading', { name: 'Stored here' }) }).locator('p').first();
  await page.getByRole('button', { name: /^Restore this snapshot/ }).last().click();
  const asks = page.getByRole('group', { name: 'Restore a snapshot' });
  await sees(asks, 'All that is here now (0 calls, 0 scorecards and 1 person) goes');
  assert.ok(await asks.getByRole('button', { name: 'Restore', exact: true }).isDisabled(), 'one click replaces nothing');
  await asks.getByLabel(/Type/).fill('restore');
  await asks.getByRole('button', { name: 'Restore', exact: true }).click();
  await sees(counts, had);
  await page.getByRole('button', { name: 'Undo' }).click();
  await sees(counts, after);
});

test('of a snapshot that cannot be read whole, what would be missing is told before and after', async ({ page, site }) => {
  await makeCall(page, site);
  await snapshot(page, site);
  const had = await stored(page, site);
  await page.evaluate(async () => {
    const cache = await caches.open('callcraft-snapshots');
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const text = await new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).text();
      const damaged = text.replace(/("kind":"person".*?"name":)"[^"]*"/, '$17');
      await cache.put(request, new Response(damaged, { headers: { 'x-bytes': String(damaged.length), 'x-packed': '' } }));
    }
  });
  const restore = async () => {
    await page.getByRole('button', { name: /^Restore this snapshot/ }).last().click();
    const asks = page.getByRole('group', { name: 'Restore a snapshot' });
    await asks.getByLabel(/Type/).fill('restore');
    await asks.getByRole('button', { name: 'Restore', exact: true }).click();
  };
  await restore();
  await sees(page.locator('.toasts'), /1 record in it cannot be read: person .*Nothing is changed yet\. Choose it once more/);
  assert.equal(await stored(page, site), had);
  await restore();
  await sees(page.locator('.toasts'), 'cannot be read');
  await restore();
  await sees(page.locator('.toasts'), /Restored: .*1 record in it cannot be read: person/);
  const counts = page.locator('section', { has: page.getByRole('heading', { name: 'Stored here' }) }).locator('p').first();
  await sees(counts, '0 people');
  await page.getByRole('button', { name: 'Undo' }).click();
  await sees(counts, '1 person');
});

test('a newer release in another tab: what was typed last is kept, this tab stands still and says so, and writes nothing more', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await context.newPage();
  await other.goto(site.at('recover.html'));
  await points(page, 'Agenda', 5);
  await other.evaluate(() => new Promise((done, failed) => {
    const request = indexedDB.open('callcraft', 99);
    request.onsuccess = () => { request.result.close(); done(); };
    request.onerror = () => failed(request.error);
  }));
  await sees(page.getByRole('alert'), 'This tab is out of date');
  await says(page, 'Not saving in this tab');
  assert.equal(await page.evaluate(() => document.getElementById('main').inert), true);
  await keeps(other, 'scorecards', '"points":5');
  // What stands still is hidden from assistive technology too, with its heading.
  await axe(page, { rules: { 'landmark-one-main': { enabled: false }, 'page-has-heading-one': { enabled: false } } });
  const rows = () => other.evaluate(() => new Promise(done => {
    const request = indexedDB.open('callcraft');
    request.onsuccess = () => {
      const asked = request.result.transaction('meta').objectStore('meta').getAll();
      asked.onsuccess = () => { request.result.close(); done(JSON.stringify(asked.result.map(it => [...it.body]))); };
    };
  }));
  const before = await rows();
  await page.goto(url);
  await sees(page.getByRole('alert'), 'newer version of Callcraft');
  await page.getByRole('link', { name: 'Save what is stored here as a file' }).waitFor();
  assert.equal(await rows(), before);
});

test('a database that another tab holds on to is waited for, with the reason, and opens by itself', async ({ page, context, site }) => {
  const holder = await context.newPage();
  await holder.goto(site.at('recover.html'));
  await holder.evaluate(() => new Promise(done => {
    const request = indexedDB.open('callcraft', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('people', { keyPath: 'id' });
    request.onsuccess = () => { window.held = request.result; done(); };
  }));
  await page.goto(site.root);
  await sees(page.getByRole('heading', { level: 1 }), 'Another tab keeps your data');
  await holder.evaluate(() => window.held.close());
  await sees(page.getByRole('heading', { level: 1 }), 'Coach from what was really said');
});

test('what was judged last survives a page that is closed at once', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  await points(page, 'Agenda', 2);
  await page.close();
  const again = await context.newPage();
  await visit(again, url);
  await item(again, 'Agenda').getByRole('button', { name: '2', exact: true, pressed: true }).waitFor();
});

test('everything is saved without the program, and the file opens again', async ({ page, browser, site }) => {
  await makeCall(page, site);
  const had = await stored(page, site);
  await snapshot(page, site);
  await page.goto(site.at('recover.html'));
  await sees(page.locator('#databases'), /callcraft \(layout \d+\): .*calls: 1/);
  await axe(page);
  const rescue = await (await download(page, 'Save everything as a file')).path();
  const one = await (await download(page, /^Save as a file: /)).path();
  for (const path of [rescue, one]) {
    const elsewhere = await browser.newContext();
    const there = await elsewhere.newPage();
    await choose(there, site, { name: 'copy.json', mimeType: 'application/json', buffer: readFileSync(path) });
    await bring(there);
    await there.waitForURL(site.at('calls/'));
    assert.equal(await stored(there, site), had);
    await elsewhere.close();
  }
});

test('what is deleted waits in the trash, and comes back or goes for good', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await points(page, 'Agenda', 3);
  await keeps(page, 'scorecards', '"item":"agenda"');
  const had = await stored(page, site);
  await visit(page, url);
  await remove(page, site);
  const trash = page.locator('section', { has: page.getByRole('heading', { name: 'Trash' }) });
  await sees(trash, 'call, 1 card');
  await axe(page);
  await trash.getByRole('button', { name: /^Restore/ }).click();
  await sees(trash, 'It is empty');
  assert.equal(await stored(page, site), had);
  await visit(page, url);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true, pressed: true }).waitFor();
  await remove(page, site);
  await trash.getByRole('button', { name: /^Delete for good…/ }).click();
  await trash.getByRole('button', { name: /cannot be undone/ }).click();
  await sees(trash, 'It is empty');
});

test('many changes that no file has are told of beside the pages, and a click saves a file', async ({ page, site }) => {
  await makeCall(page, site);
  await page.evaluate(() => {
    const note = JSON.parse(localStorage.getItem('callcraft.sentinel'));
    localStorage.setItem('callcraft.sentinel', JSON.stringify({ ...note, unbacked: 50 }));
  });
  await page.reload();
  await ready(page);
  await says(page, '50 changes, in no backup file yet');
  await download(page, 'Back up now');
  await page.locator('.saved', { hasText: 'in no backup file' }).waitFor({ state: 'detached' });
  await visit(page, site.at('data/'));
  await sees(page.locator('main'), 'Your last backup file has everything.');
});

const KILLS = Number(process.env.KILLS ?? 4);

test('what was called saved is there after the browser was killed while it wrote, or its loss is told', async ({ site }) => {
  const profile = mkdtempSync(join(tmpdir(), 'callcraft-kill-'));
  try {
    let context = await start(profile);
    let page = context.pages()[0];
    const url = await makeCall(page, site);
    let lost = 0;
    for (let at = 0; at < KILLS; at += 1) {
      let saved = 0;
      for (let n = 1; n <= 3 + at % 3; n += 1) {
        const wanted = 1 + (n + at) % 5;
        await points(page, 'Agenda', wanted);
        await says(page, /^Saved/);
        await keeps(page, 'scorecards', `"item":"agenda","given":{"points":${wanted}}`);
        saved = wanted;
      }
      // One more is on its way.
      await points(page, 'Credibility', 1 + at % 5);
      await kill(profile, context);
      context = await start(profile);
      page = context.pages()[0];
      await page.goto(url);
      const there = item(page, 'Agenda').getByRole('button', { name: String(saved), exact: true, pressed: true });
      const told = page.getByText(/is missing|has lost the last changes/);
      await there.or(told.first()).first().waitFor();
      lost += await told.count();
      if (lost) break;
    }
    await context.close();
    console.log(`     ${KILLS} kills, ${lost} losses told`);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('a database whose files are damaged on the disk is not taken for a first run, and comes back from a snapshot', async ({ site }) => {
  const profile = mkdtempSync(join(tmpdir(), 'callcraft-damage-'));
  try {
    let context = await start(profile);
    let page = context.pages()[0];
    await makeCall(page, site);
    const had = await stored(page, site);
    await snapshot(page, site);
    await context.close();
    const files = folder => readdirSync(folder, { withFileTypes: true, recursive: true }).filter(it => it.isFile()).map(it => join(it.parentPath ?? it.path, it.name));
    const database = files(profile).filter(it => /IndexedDB/.test(it) && /\.(log|ldb|sqlite|db)$|MANIFEST/.test(it) && statSync(it).size > 0);
    assert.ok(database.length > 0, 'the database is on the disk');
    for (const path of database) {
      const bytes = readFileSync(path);
      for (let at = 20; at < bytes.length; at += 97) bytes[at] ^= 0x5a;
      writeFileSync(path, bytes);
    }
    context = await start(profile);
    page = context.pages()[0];
    await page.goto(site.root);
    await sees(page.getByRole('heading', { level: 1 }), /missing from this browser|cannot open your data/);
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await sees(page.getByRole('heading', { level: 1 }), 'What is next');
    assert.equal(await stored(page, site), had);
    await context.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
