// Backup files that are written by themselves into a folder: they appear, hold everything, and what stands in their way is said.
import { assert, axe, bring, choose, item, keeps, makeCall, ready, sees, stored, test, visit } from './harness/index.mjs';

/**
 * The person's disk: a folder of the browser's own for the page, of the same kind as one on the disk. `localStorage.allowed`
 * is what the browser says of it, where it is not granted; asking grants it.
 */
const withDisk = page => page.addInitScript(() => {
  const disk = () => navigator.storage.getDirectory();
  window.showDirectoryPicker = async () => (await disk()).getDirectoryHandle('Backups', { create: true });
  FileSystemHandle.prototype.queryPermission = async () => localStorage.allowed ?? 'granted';
  FileSystemHandle.prototype.requestPermission = async () => { delete localStorage.allowed; return 'granted'; };
});

/** The files in the folder: their names and what is in them. */
const files = page => page.evaluate(async () => {
  const found = [];
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Backups');
  // While a file is written the browser has a second one beside it.
  for await (const file of folder.values()) if (!file.name.endsWith('.crswap')) found.push([file.name, await (await file.getFile()).text()]);
  return found;
});

const section = page => page.locator('section', { has: page.getByRole('heading', { name: 'Stored here' }) });

async function pick(page, site) {
  await visit(page, site.at('data/'));
  await page.getByRole('button', { name: 'Choose a folder for backups' }).click();
  await sees(page.locator('.toast'), /^callcraft-workspace-\d{4}-\d\d-\d\d\.json is in the folder/);
}

/** Makes the next change one after which what is done once in a while is done, without a rest after the last time. */
const due = page => page.evaluate(() => {
  const note = JSON.parse(localStorage.getItem('callcraft.sentinel'));
  localStorage.setItem('callcraft.sentinel', JSON.stringify({ ...note, unshot: 24, shot_ms: 0 }));
});

/** Waits until the one file in the folder has a text, and gives all of it. Folder and file may not be there yet. */
async function written(page, text) {
  let all;
  for (const end = performance.now() + 20_000; !(all = await files(page).catch(() => [])).some(([, it]) => it.includes(text));) {
    if (performance.now() > end) throw new Error(`no file with ${text} was written`);
  }
  assert.equal(all.length, 1, 'one file a day');
  return { name: all[0][0], mimeType: 'application/json', buffer: Buffer.from(all[0][1]) };
}

test('a backup file is written into the chosen folder at once and by itself, and opens with everything elsewhere', async ({ page, browser, site }) => {
  await withDisk(page);
  const url = await makeCall(page, site);
  await pick(page, site);
  await sees(section(page), 'Backup files are written by themselves into Backups.');
  await sees(section(page), 'Your last backup file has everything.');
  await axe(page);
  await visit(page, url);
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true }).click();
  // Whatever of this page is kept next, it has the score.
  await keeps(page, 'scorecards', '"item":"agenda"');
  await due(page);
  await item(page, 'Credibility').getByRole('button', { name: '3', exact: true }).click();
  const file = await written(page, '"item":"agenda"');
  const had = await stored(page, site);
  const elsewhere = await browser.newContext();
  const there = await elsewhere.newPage();
  await choose(there, site, file);
  await bring(there);
  await there.waitForURL(site.at('calls/'));
  assert.equal(await stored(there, site), had);
  await there.goto(url);
  await item(there, 'Agenda').getByRole('button', { name: '4', exact: true, pressed: true }).waitFor();
  await elsewhere.close();

  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Choose a folder for backups' }).waitFor();
  assert.equal((await files(page)).length, 1);
});

test('a folder that is gone, or not allowed any more, is told of; nothing is lost, and a snapshot is taken all the same', async ({ page, site }) => {
  await withDisk(page);
  const url = await makeCall(page, site);
  await pick(page, site);
  const judged = async points => {
    await visit(page, url);
    await due(page);
    await item(page, 'Agenda').getByRole('button', { name: points, exact: true }).click();
  };
  const snapshots = () => page.evaluate(async () => (await (await caches.open('callcraft-snapshots')).keys()).map(it => it.url));

  // Not allowed: as after the browser was started again.
  await page.evaluate(() => { localStorage.allowed = 'prompt'; });
  const before = await snapshots();
  await judged('3');
  await sees(page.locator('.toast'), 'No backup file was written into the folder “Backups”: the browser wants to be told that it may.');
  const taken = (await snapshots()).filter(it => !before.includes(it));
  assert.ok(taken.length > 0, `${before} before`);
  await visit(page, site.at('data/'));
  await sees(section(page), 'The browser wants to be told again that it may write into Backups.');
  await page.getByRole('button', { name: 'Allow it' }).click();
  await written(page, '"points":3');
  await sees(section(page), 'Backup files are written by themselves into Backups.');

  // Gone: removed, renamed, or on a stick that was taken out.
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('Backups', { recursive: true }));
  await judged('2');
  await sees(page.locator('.toast'), 'No backup file was written into the folder “Backups”: it is not there any more.');
  await keeps(page, 'scorecards', '"points":2');
  await visit(page, site.at('data/'));
  await sees(section(page), 'No backup file can be written into Backups: the folder is not there any more.');
  await sees(section(page), /\d changes? since your last backup file/);
  await axe(page);
  await page.getByRole('button', { name: 'Choose a folder again' }).click();
  await written(page, '"points":2');
  await sees(section(page), 'Your last backup file has everything.');
});

test('the file is written by a worker, so that the page stays at hand', async ({ page, site }) => {
  await withDisk(page);
  await page.addInitScript(() => { FileSystemFileHandle.prototype.createWritable = () => { throw new Error('written by the page'); }; });
  await makeCall(page, site);
  await pick(page, site);
  await written(page, '"kind":"call"');
});

test('a file that cannot be written whole leaves the one before as it was, and the browser’s reason is said', async ({ page, site }) => {
  await withDisk(page);
  const url = await makeCall(page, site);
  await pick(page, site);
  const [[, before]] = await files(page);
  await page.addInitScript(() => {
    // Where there is no worker the page writes by itself.
    window.Worker = class { constructor() { throw new Error('there is none'); } };
    FileSystemWritableFileStream.prototype.close = async () => { throw new DOMException('the disk is full', 'QuotaExceededError'); };
  });
  await visit(page, url);
  await due(page);
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true }).click();
  await sees(page.locator('.toast'), /the browser says “QuotaExceededError: the disk is full”\. A file that was there is as it was\. Look whether the disk has room/);
  assert.deepEqual((await files(page)).map(([, text]) => text), [before]);
  await page.reload();
  await ready(page);
  await item(page, 'Agenda').getByRole('button', { name: '4', exact: true, pressed: true }).waitFor();
});
