// Files on their way out where the browser does not ask for the place, and a whole workspace closed with a passphrase.
import { readFileSync } from 'node:fs';
import { assert, axe, choose, download, fill, line, makeCall, sees, stored, test, visit } from './harness/index.mjs';
import { evict } from './harness/room.mjs';

/** The site's own files: how many, and how many bytes. */
const own = page => page.evaluate(async () => {
  const sizes = [];
  const folder = await navigator.storage.getDirectory().then(it => it.getDirectoryHandle('callcraft-files')).catch(() => null);
  for await (const entry of folder?.values() ?? []) sizes.push((await entry.getFile()).size);
  return sizes;
});

/** Waits until there are so many. */
const owns = (page, many) => page.waitForFunction(async many => {
  const folder = await navigator.storage.getDirectory().then(it => it.getDirectoryHandle('callcraft-files')).catch(() => null);
  let found = 0;
  for await (const _ of folder?.keys() ?? []) found += 1;
  return found === many;
}, many);

const SAVE = 'Save everything as a file';
const bytes = async file => readFileSync(await file.path());
const records = text => String(text).replace(/^.*\n/, '');

/** Time goes by for the page. */
const later = page => page.evaluate(() => {
  const { now } = Date;
  Date.now = () => now.call(Date) + 700_000;
});

test('a file without a place lies on the site’s own disk, whole, while it is downloaded, and goes with the next one', async ({ page, site }) => {
  await makeCall(page, site);
  await fill(page, 60, { turns: 300 });
  await visit(page, site.at('data/'));
  const file = await bytes(await download(page, SAVE));
  assert.ok(file.length > 2_000_000, 'several pieces');
  assert.deepEqual(await own(page), [file.length]);
  // Whoever begins the next one in another page leaves alone what may still be read, and takes away what nobody needs any more.
  await page.reload();
  const again = await bytes(await download(page, SAVE));
  assert.deepEqual(await own(page), [file.length, file.length]);
  assert.equal(records(again), records(file));
  await page.reload();
  await page.getByRole('button', { name: SAVE }).waitFor();
  await later(page);
  await download(page, SAVE);
  await sees(page.locator('.toast'), 'read once more: it has 61 calls');
  assert.deepEqual(await own(page), [file.length]);
  // What is erased is erased there, too.
  await page.getByLabel(/to erase this workspace/).fill('erase');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await sees(page.locator('.toast'), 'is erased');
  assert.deepEqual(await own(page), []);
});

test('where the disk is full while a file is made, that is told, and no half file stays', async ({ page, site }) => {
  await page.addInitScript(() => {
    const { write } = FileSystemWritableFileStream.prototype;
    let pieces = 0;
    FileSystemWritableFileStream.prototype.write = async function (what) {
      pieces += 1;
      if (window.full && pieces > 1) throw new DOMException('the disk is full', 'QuotaExceededError');
      return write.call(this, what);
    };
  });
  await makeCall(page, site);
  await fill(page, 60, { turns: 300 });
  await visit(page, site.at('data/'));
  await page.evaluate(() => { window.full = true; });
  await page.getByRole('button', { name: SAVE }).click();
  await sees(page.locator('.toast'), 'The file was not written: the browser says “QuotaExceededError: the disk is full”.');
  await owns(page, 0);
  await page.evaluate(() => { window.full = false; });
  const file = await download(page, SAVE);
  assert.equal(JSON.parse(await bytes(file)).records.filter(it => it.kind === 'call').length, 61);
});

test('a browser that cannot write on its own disk saves from memory, as before', async ({ page, site }) => {
  await page.addInitScript(() => { delete FileSystemFileHandle.prototype.createWritable; });
  await makeCall(page, site);
  await visit(page, site.at('data/'));
  const file = await bytes(await download(page, SAVE));
  assert.equal(JSON.parse(file).records.some(it => it.kind === 'call'), true);
  await owns(page, 0);
});

test('a whole workspace is closed with a passphrase, is added or replaces everything once it is opened, and brings back a lost one', async ({ page, site }) => {
  await makeCall(page, site);
  const had = await stored(page, site);
  await page.getByLabel('Closed with a passphrase').check();
  await axe(page);
  const phrase = await page.getByRole('textbox', { name: 'Passphrase' }).inputValue();
  const file = await download(page, SAVE);
  assert.match(file.suggestedFilename(), /^callcraft-workspace-\d{4}-\d\d-\d\d\.json\.age$/);
  const path = await file.path();
  assert.equal(readFileSync(path, 'latin1').startsWith('age-encryption.org/v1\n-> scrypt '), true);
  assert.equal(readFileSync(path, 'latin1').includes('Jonas'), false);
  await sees(page.locator('main'), 'Your last backup file has everything.');
  // What was closed does not lie open beside it.
  assert.deepEqual(await own(page), [readFileSync(path).length]);

  const open = async () => {
    await choose(page, site, path);
    await page.getByLabel('Passphrase').fill(phrase);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await sees(page.locator('main'), 'Nothing has changed yet.');
  };
  await open();
  await sees(page.getByRole('heading', { level: 2 }), 'A whole workspace');
  assert.equal(await line(page, '1 call').innerText(), '1 here already');
  await page.getByText('Replace everything instead').click();
  await page.getByLabel(/to replace all that is here/).fill('replace');
  await page.getByRole('button', { name: 'Replace everything' }).click();
  await page.waitForURL(site.at('calls/'));
  assert.equal(await stored(page, site), had);
  // What it was opened to is gone with the preview.
  await owns(page, 1);

  await evict(page, site, 'indexeddb,cache_storage');
  await page.goto(site.root);
  await page.getByLabel('Open a backup file').setInputFiles(path);
  await page.getByLabel('Passphrase').fill('another');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await sees(page.getByRole('status'), 'The passphrase does not open this file. Capital letters and spaces count. Nothing is changed.');
  await axe(page);
  await page.getByLabel('Passphrase').fill(phrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await sees(page.getByRole('heading', { level: 1 }), 'What is next');
  assert.equal(await stored(page, site), had);
});
