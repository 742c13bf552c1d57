// What the machine does to a page: its process dies while it saves, the disk is full, the browser gives a promise or does not.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, download, item, keeps, makeCall, sees, stored, test, visit } from './harness/index.mjs';
import { start } from './harness/profile.mjs';
import { fill, quota } from './harness/room.mjs';

const comment = page => item(page, 'Agenda').getByLabel('Comment', { exact: true });
/** Saves at once, without the pause, as when the page is hidden. */
const flush = page => page.evaluate(() => { dispatchEvent(new Event('flush')); });

const CRASHES = Number(process.env.CRASHES ?? 5);

/** Counts in a comment as fast as the page takes it, and tells with which number the browser has confirmed a write. */
const count = page => page.evaluate(() => {
  const plain = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (row, ...rest) {
    const number = this.name === 'scorecards' && new TextDecoder().decode(row.body).match(/"edit (\d+)"/)?.[1];
    if (number) this.transaction.addEventListener('complete', () => console.log(`kept ${number}`));
    return plain.call(this, row, ...rest);
  };
  const field = document.querySelector('#counted');
  let number = Number(field.value.match(/\d+/)?.[0] ?? 0);
  setInterval(() => {
    field.value = `edit ${number += 1}`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    dispatchEvent(new Event('flush')); // as when the page is hidden: at once, without the pause
  }, 5);
});

test('what was confirmed is there after the page died while it saved, and the page opens as if nothing had been', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: 'Comment' }).click();
  let kept = 0, writes = 0;
  for (let nth = 0; nth < CRASHES; nth += 1) {
    await comment(page).evaluate(field => { field.id = 'counted'; });
    const from = kept;
    const enough = new Promise(done => page.on('console', message => {
      const number = Number(message.text().match(/^kept (\d+)$/)?.[1] ?? 0);
      kept = Math.max(kept, number);
      if (number) writes += 1;
      if (kept >= from + 7 + 3 * nth) done();
    }));
    await count(page);
    await enough;
    const died = page.waitForEvent('crash');
    (await context.newCDPSession(page)).send('Page.crash').catch(() => {});
    await died;
    const before = kept;
    await page.close();
    page = await context.newPage();
    await visit(page, url);
    await comment(page).or(page.getByText(/is missing|has lost the last changes/)).first().waitFor();
    const there = Number((await comment(page).inputValue()).match(/\d+/)[0]);
    assert.ok(there >= before, `${before} was confirmed, ${there} is there`);
    kept = there;
  }
  console.log(`     ${CRASHES} deaths of the page in ${writes} confirmed writes, none lost`);
});

/** Lets the browser promise to keep this site's data, or refuse. */
async function promise(page, site, setting) {
  const devtools = await page.context().newCDPSession(page);
  const { targetInfo } = await devtools.send('Target.getTargetInfo');
  await devtools.send('Browser.setPermission', {
    permission: { name: 'persistent-storage' }, setting, origin: site.origin, browserContextId: targetInfo.browserContextId,
  });
}

test('what the browser promises is said: not protected while it refuses, protected once it agrees', async ({ page, site }) => {
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'In this browser' }) });
  const ask = section.getByRole('button', { name: 'Ask the browser to protect it' });
  await promise(page, site, 'denied');
  await visit(page, site.at('data/'));
  await sees(section, 'Not protected. When the disk is nearly full');
  await ask.click();
  await sees(page.locator('.toast'), 'The browser has not agreed.');
  // What is read again after the question is not read into the next promise.
  await page.reload();
  await sees(section, 'Not protected.');
  await promise(page, site, 'granted');
  await ask.click();
  await sees(page.locator('.toast'), 'The browser keeps this site');
  await sees(section, 'Protected. The browser clears it only when you tell it to.');
  await ask.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => navigator.storage.persisted()), true);
  await page.reload();
  await sees(section, /^In this browserProtected\..* MB are used\./);
  await sees(section, `belongs to this browser and to the address ${site.origin}`);
});

test('a browser is asked for its promise at the first thing that is saved, not before, and not twice', async ({ page, site }) => {
  await page.addInitScript(() => {
    const asked = StorageManager.prototype.persist;
    StorageManager.prototype.persist = function () { localStorage.asked = Number(localStorage.asked ?? 0) + 1; return asked.call(this); };
  });
  const asked = () => page.evaluate(() => localStorage.asked);
  await visit(page, site.root);
  await visit(page, site.at('data/'));
  assert.equal(await asked(), undefined);
  await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await keeps(page, 'scorecards', '"item":"agenda"');
  await page.reload();
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true }).click();
  await keeps(page, 'scorecards', '"points":4');
  assert.equal(await asked(), '1');
});

/** A disk of so many megabytes of its own, where this machine lets us have one; else a folder. */
function disk(megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'callcraft-disk-'));
  let isReal = true;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    isReal = false;
    console.log('     a disk of its own cannot be had here (mount): the browser is told that there is no room instead');
  }
  const filler = join(folder, 'filler');
  return {
    folder, isReal,
    /** Fills it to the last bytes. */
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      for (const [name, size] of [['', bavail * bsize], ...Array.from({ length: 99 }, (_, n) => [n, 4096])]) {
        try { writeFileSync(filler + name, Buffer.alloc(size)); } catch { /* what there was room for is written */ }
      }
    },
    clear: () => execFileSync('sh', ['-c', `rm -f "${filler}"*`]),
    remove() {
      if (isReal) execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

test('on a disk that is full nothing is lost or called saved, and what is saved once there is room again stays', async ({ site }) => {
  const room = disk(48);
  const profile = join(room.folder, 'profile');
  let context = null;
  try {
    // What the browser keeps of the site's files lies elsewhere.
    const open = async () => (context = await start(profile, `--disk-cache-dir=${join(tmpdir(), 'callcraft-cache')}`)).pages()[0];
    let page = await open();
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }));
    await page.goto(site.at('recover.html'));
    if (!room.isReal) await quota(page, site, 2_000_000);
    const url = await makeCall(page, site);
    await item(page, 'Agenda').getByRole('button', { name: 'Comment' }).click();
    await comment(page).fill('Written before');
    await keeps(page, 'scorecards', 'Written before');

    if (room.isReal) room.fill(); else await fill(page);
    const alert = page.getByRole('alert').filter({ hasText: /Not saved\..*disk/ });
    // The file that is written into may have a little room: what is written is more.
    for (let n = 0; n < 40 && !(await alert.isVisible()); n += 1) {
      await comment(page).fill(`${n} ${'of a full disk '.repeat(250)}`);
      await flush(page);
      await page.locator('.dot:not([data-state="saving"])').waitFor({ state: 'attached' });
    }
    await alert.waitFor();
    await comment(page).fill('Written on a full disk');
    await flush(page);
    await alert.waitFor();
    await sees(page.locator('.saved'), 'Not saved');
    const copy = JSON.parse(readFileSync(await (await download(page, 'Save a copy now')).path(), 'utf8'));
    assert.ok(copy.records.some(it => it.body.answers?.some(answer => answer.comment === 'Written on a full disk')));

    if (room.isReal) room.clear(); else await quota(page, site, null);
    await page.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    await sees(page.locator('.saved'), /^Saved \d\d:\d\d/);
    await keeps(page, 'scorecards', 'Written on a full disk');
    const had = await stored(page, site);
    await context.close();
    page = await open();
    await visit(page, url);
    await comment(page).waitFor();
    assert.equal(await comment(page).inputValue(), 'Written on a full disk');
    assert.equal(await stored(page, site), had);
  } finally {
    await context?.close();
    room.remove();
  }
});

test('a write that a power cut has torn does not cost the database at the start after next', async ({ site }) => {
  const profile = mkdtempSync(join(tmpdir(), 'callcraft-torn-'));
  let context = null;
  try {
    const open = async () => (context = await start(profile)).pages()[0];
    let page = await open();
    const url = await makeCall(page, site);
    await item(page, 'Agenda').getByRole('button', { name: 'Comment' }).click();
    await comment(page).fill('Written before');
    await keeps(page, 'scorecards', 'Written before');
    await context.close();
    // The end of the last write never reached the disk.
    const logs = readdirSync(profile, { recursive: true }).filter(it => /IndexedDB.*\.log$/.test(it)).map(it => join(profile, it));
    assert.ok(logs.length > 0, 'the database writes into a log');
    for (const path of logs) truncateSync(path, Math.max(0, statSync(path).size - 5));
    for (const text of ['Written after', 'Written at last']) {
      page = await open();
      await visit(page, url);
      await comment(page).waitFor();
      await comment(page).fill(text);
      await keeps(page, 'scorecards', text);
      await context.close();
    }
    page = await open();
    await visit(page, url);
    await comment(page).waitFor();
    assert.equal(await comment(page).inputValue(), 'Written at last');
  } finally {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
