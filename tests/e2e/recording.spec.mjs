// Finding a call's recording again, and keeping a copy of it.
import { readFileSync } from 'node:fs';
import { DIST, assert, axe, choose, drop, fixture, keeps, makeCall, sees, side, stored, test, visit } from './harness/index.mjs';
import { wav } from './harness/sound.mjs';

const sound = (name, seconds) => ({ name, mimeType: 'audio/wav', buffer: wav(seconds) });
const player = page => page.getByRole('region', { name: 'Player' });
const plays = page => page.waitForFunction(() => document.querySelector('video')?.duration === 5);
const copies = page => page.locator('section', { has: page.getByRole('heading', { name: 'Copies of recordings' }) });

/** The browser's picker picks `falk.wav` of its private file system, whose handles are like those of the disk. */
async function pickable(page) {
  await page.addInitScript(() => {
    window.showOpenFilePicker = async () => [await (await navigator.storage.getDirectory()).getFileHandle('falk.wav')];
    const allowed = { queryPermission: 'query', requestPermission: 'request' };
    for (const [name, key] of Object.entries(allowed)) FileSystemHandle.prototype[name] = async () => sessionStorage.getItem(key) ?? 'granted';
  });
}

const lay = (page, bytes) => page.evaluate(async bytes => {
  const file = await (await navigator.storage.getDirectory()).getFileHandle('falk.wav', { create: true });
  const writable = await file.createWritable();
  await writable.write(new Uint8Array(bytes));
  await writable.close();
}, [...bytes]);

test('a recording that was picked is open again after a reload, or after one click', async ({ page, site }) => {
  await pickable(page);
  const url = await makeCall(page, site);
  await lay(page, wav(5));
  await player(page).getByText('Attach a recording').click();
  await plays(page);
  await keeps(page, 'calls', '"name":"falk.wav"');
  await visit(page, url);
  await plays(page);

  // Where the browser asks anew, the click is the person's; a refusal says what can be done.
  await page.evaluate(() => { sessionStorage.setItem('query', 'prompt'); sessionStorage.setItem('request', 'denied'); });
  await visit(page, url);
  const open = player(page).getByRole('button', { name: 'Open “falk.wav”' });
  await open.click();
  await sees(player(page).getByRole('alert'), 'The browser was not allowed to read the file. Allow it, or choose the file again.');
  await axe(page);
  await page.evaluate(() => sessionStorage.setItem('request', 'granted'));
  await open.click();
  await plays(page);

  // Moved: said, and the file can be chosen where it is now.
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('falk.wav'));
  await visit(page, url);
  await open.click();
  await sees(player(page).getByRole('alert'), '“falk.wav” is not where it was: it was moved, renamed or deleted. Choose it again.');
  await player(page).getByLabel('Choose the file again').setInputFiles(sound('elsewhere.wav', 5));
  await plays(page);
  await keeps(page, 'calls', '"name":"elsewhere.wav"');

  // Taken off, the browser knows nothing of it any more.
  await player(page).locator('summary').click();
  await player(page).getByRole('button', { name: 'Take the recording off' }).click();
  await page.waitForFunction(() => new Promise(done => {
    const asked = indexedDB.open('callcraft');
    asked.onsuccess = () => {
      const count = asked.result.transaction('handles').objectStore('handles').count();
      count.onsuccess = () => { asked.result.close(); done(count.result === 0); };
    };
  }));
});

test('a copy is kept where it is asked for, plays after a reload, and goes with its call', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await player(page).getByLabel('Attach a recording').setInputFiles(sound('falk.wav', 5));
  await player(page).locator('summary').click();
  await player(page).getByRole('button', { name: 'Keep a copy in this browser (40 kB)' }).click();
  await sees(player(page), 'A copy is kept in this browser (40 kB).');
  await visit(page, url);
  await plays(page);

  await visit(page, site.at('data/'));
  await sees(copies(page), '1 copy, 40 kB in this browser.');
  await axe(page);
  await copies(page).getByRole('button', { name: /^Remove the copy of/ }).click();
  await sees(copies(page), 'None.');
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await sees(copies(page), '1 copy, 40 kB in this browser.');

  await copies(page).getByRole('link').click();
  await page.waitForURL(url);
  await plays(page);
  await player(page).locator('summary').click();
  await player(page).getByRole('button', { name: 'Remove the copy' }).click();
  await sees(player(page), 'Keep a copy in this browser (40 kB)');
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await sees(player(page), 'A copy is kept in this browser (40 kB).');

  // A call that comes back has its copy; when a call is gone for ever, so is its copy.
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await sees(page.locator('main'), '1 call');
  await visit(page, url);
  await plays(page);
  await page.evaluate(() => new Promise((done, failed) => {
    const asked = indexedDB.open('callcraft');
    asked.onsuccess = () => {
      const transaction = asked.result.transaction('calls', 'readwrite');
      transaction.objectStore('calls').clear();
      transaction.oncomplete = () => { asked.result.close(); done(); };
      transaction.onabort = failed;
    };
  }));
  await visit(page, site.at('data/'));
  await sees(copies(page), 'None.');
});

test('a recording that is dropped on the player is attached', async ({ page, site }) => {
  const url = await makeCall(page, site);
  const packed = [...wav(5)];
  const data = await page.evaluateHandle(bytes => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'falk.wav', { type: 'audio/wav' }));
    return data;
  }, packed);
  for (const step of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('.player', step, { dataTransfer: data });
  await keeps(page, 'calls', '"name":"falk.wav"');
  await plays(page);
  assert.equal(page.url(), url);
  assert.equal(await page.locator('.drop').isVisible(), false);
  // Anywhere else a file is opened as words.
  await drop(page, { name: 'more.txt', mimeType: 'text/plain', buffer: Buffer.from('Ada: Hello\nJonas: Hello Ada\n') });
  await page.waitForURL(site.at('open/'));
});

const { records } = JSON.parse(readFileSync(new URL('sample/team.json', DIST), 'utf8'));
const declined = records.find(it => it.kind === 'call' && it.body.consent === 'declined').body;

test('a call whose consent was declined takes notes only, and says why', async ({ page, site }) => {
  await visit(page, site.at(`sample/call/?id=${declined.id}`));
  await sees(page.getByRole('region', { name: 'Notes' }), 'Somebody on this call declined to be recorded, so it is notes only: no transcript or recording can be attached.');
  assert.equal(await player(page).count(), 0);
  assert.equal(await page.locator('input[type=file]').count(), 0);
  assert.equal(await page.getByRole('region', { name: 'Transcript' }).count(), 0);
});

test('a call whose consent is declined later loses its words, and an undo brings them back', async ({ page, site }) => {
  await makeCall(page, site);
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByLabel('Consent to recording').selectOption('declined');
  await sees(page.getByRole('dialog'), 'the transcript goes');
  await axe(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await sees(page.getByRole('region', { name: 'Notes' }), 'Somebody on this call declined to be recorded');
  assert.equal(await page.getByRole('region', { name: 'Transcript' }).count(), 0);
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('region', { name: 'Transcript' }).waitFor();
  await page.reload();
  await page.getByRole('region', { name: 'Transcript' }).waitFor();
  await page.getByRole('button', { name: 'Edit details' }).click();
  assert.equal(await page.getByLabel('Consent to recording').inputValue(), 'unknown');
});

test('words of a call whose consent was declined are not kept', async ({ page, site }) => {
  await choose(page, site, fixture('discovery.vtt'));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await page.getByLabel('Somebody on this call declined to be recorded').check();
  await sees(page.locator('main'), 'none of these words are kept');
  await axe(page);
  await page.getByRole('button', { name: 'Keep the call without its words' }).click();
  await sees(page.getByRole('region', { name: 'Notes' }), 'Somebody on this call declined to be recorded');
  assert.equal(await player(page).count(), 0);
  assert.match(await stored(page, site), /^1 call, 0 transcripts, /);
});
