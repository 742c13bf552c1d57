// Playing a call: the recording from the disk, or the words in silence.
import { assert, axe, fixture, inView, keeps, makeCall, paste, keep, ready, sees, test, visit } from './harness/index.mjs';
import { wav } from './harness/sound.mjs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sound = (name, seconds, pitch) => ({ name, mimeType: 'audio/wav', buffer: wav(seconds, pitch) });
const player = page => page.getByRole('region', { name: 'Player' });
const attach = (page, file, label = 'Attach a recording') => player(page).getByLabel(label).setInputFiles(file);
const media = page => page.locator('video');
const now = page => page.locator('.turn.now');
const position = page => player(page).getByRole('slider', { name: 'Position in the call' });
/** Waits until the element plays and its time has passed `seconds`. */
const passes = (page, seconds) => page.waitForFunction(least => document.querySelector('video')?.currentTime > least, seconds);

test('a recording plays from the disk, and the words follow it', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await sees(player(page), 'No recording: the words run silently');
  await attach(page, sound('falk.wav', 200));
  await sees(player(page), 'falk.wav');
  await keeps(page, 'calls', '"recording":{"name":"falk.wav","size":1600044,"media_type":"audio/wav","duration_ms":200000');

  // The first turn is heard from 1 s to 6.27 s, the second from 7.17 s.
  await position(page).fill('6800');
  await sees(now(page), 'Hi Jonas');
  await player(page).getByRole('button', { name: 'Play', exact: true }).click();
  await sees(now(page), 'Sure, go ahead');
  await passes(page, 7.17);
  await player(page).getByRole('button', { name: 'Pause' }).click();
  assert.equal(await media(page).evaluate(it => it.paused), true);

  // A click on a turn's time, on the timeline and on a moment seeks.
  await page.locator('#turn-6').getByTitle('Go here').click();
  assert.equal(await media(page).evaluate(it => it.currentTime), 31.54);
  const timeline = page.getByRole('img', { name: /^Who speaks when/ });
  const { width } = await timeline.boundingBox();
  await timeline.click({ position: { x: width / 2, y: 20 } });
  const middle = await media(page).evaluate(it => it.currentTime);
  assert.ok(Math.abs(middle - 98) < 2, `the middle is at ${middle} s`);
  await inView(now(page));

  // The offset: the words begin 10 s into the recording.
  await player(page).locator('summary').click();
  const offset = player(page).getByLabel('The words begin at');
  await offset.fill('10');
  await offset.press('Enter');
  await keeps(page, 'calls', '"offset_ms":10000');
  await page.locator('#turn-6').getByTitle('Go here').click();
  assert.equal(await media(page).evaluate(it => it.currentTime), 41.54);

  // Leaving the call stops it and closes the file; coming back in this tab opens it again.
  const left = await media(page).elementHandle();
  await player(page).getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(it => !it.paused, left);
  await page.getByRole('link', { name: 'Calls', exact: true }).first().click();
  await page.waitForURL(site.at('calls/'));
  assert.equal(await left.evaluate(it => it.paused), true);
  await page.goBack();
  await page.waitForURL(url);
  await media(page).waitFor({ state: 'attached' });
});

test('after a reload the file is asked for by its name, and another file is questioned', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await attach(page, sound('falk.wav', 5));
  await keeps(page, 'calls', '"name":"falk.wav"');
  await visit(page, url);
  await sees(player(page), 'The recording is “falk.wav” (40 kB); this page does not have the file at hand.');

  await attach(page, sound('brandt.wav', 6), 'Choose the file again');
  await sees(player(page), '“brandt.wav” (48 kB) is not the recording attached before, “falk.wav” (40 kB).');
  await player(page).getByRole('button', { name: 'Keep the recording before' }).click();
  await attach(page, sound('falk.wav', 5, 330), 'Choose the file again');
  await sees(player(page), '“falk.wav” has the name and size of the recording attached before, but not its content.');
  await player(page).getByRole('button', { name: 'Keep the recording before' }).click();
  assert.equal(await media(page).count(), 0);

  // The same file under another name is known again.
  await attach(page, sound('moved.wav', 5), 'Choose the file again');
  await keeps(page, 'calls', '"name":"moved.wav","size":40044');
  await page.waitForFunction(() => document.querySelector('video')?.duration === 5);

  await player(page).locator('summary').click();
  await player(page).getByRole('button', { name: 'Take the recording off' }).click();
  await sees(player(page), 'No recording');
  // That can be taken back.
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await sees(player(page), 'The recording is “moved.wav” (40 kB)');
  await attach(page, sound('moved.wav', 5), 'Choose the file again');
  await player(page).locator('summary').click();
  await player(page).getByRole('button', { name: 'Take the recording off' }).click();
  await sees(player(page), 'No recording');
  await visit(page, url);
  await sees(player(page), 'No recording: the words run silently');
});

test('a file that the browser cannot play is not attached', { allow: [/ERR_REQUEST_RANGE|DEMUXER|media/i] }, async ({ page, site }) => {
  await makeCall(page, site);
  await attach(page, { name: 'notes.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('no sound at all') });
  await sees(player(page).getByRole('alert'), 'The browser cannot play “notes.mp3”, so it is not attached.');
  await sees(player(page), 'No recording: the words run silently');
});

test('a recording that goes while its page is open is asked for again', { allow: [/ERR_FILE_NOT_FOUND/] }, async ({ page, site }) => {
  await makeCall(page, site);
  const folder = mkdtempSync(join(tmpdir(), 'player-'));
  const path = join(folder, 'falk.wav');
  try {
    writeFileSync(path, wav(1800));
    await attach(page, path);
    await keeps(page, 'calls', '"name":"falk.wav"');
    await player(page).locator('summary').waitFor();
  } finally {
    rmSync(folder, { recursive: true });
  }
  await position(page).fill('1500000');
  await sees(player(page).getByRole('alert'), 'The recording cannot be read any more.');
  await player(page).getByLabel('Choose the file again').setInputFiles(sound('falk.wav', 1800));
  await player(page).locator('summary').waitFor();
});

test('what another tab does to the recording is seen', async ({ page, site, context }) => {
  const url = await makeCall(page, site);
  const other = await context.newPage();
  await visit(other, url);
  await attach(page, sound('falk.wav', 5));
  await sees(player(other), 'The recording is “falk.wav” (40 kB)');
  await player(other).getByRole('button', { name: 'Take the recording off' }).click();
  await sees(player(page), 'No recording: the words run silently');
  assert.equal(await media(page).count(), 0);
});

test('a video shows its picture, also where it does not say how long it is', async ({ page, site }) => {
  await makeCall(page, site);
  const made = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' });
    const parts = [];
    recorder.ondataavailable = event => parts.push(event.data);
    recorder.start();
    for (const end = performance.now() + 1500; performance.now() < end; await new Promise(requestAnimationFrame)) pen.fillRect(Math.random() * 300, 0, 9, 150);
    await new Promise(done => { recorder.onstop = done; recorder.stop(); });
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  await attach(page, { name: 'falk.webm', mimeType: 'video/webm', buffer: Buffer.from(made) });
  await keeps(page, 'calls', '"media_type":"video/webm","duration_ms":');
  assert.equal(await media(page).evaluate(it => it.currentTime), 0);
  await player(page).getByRole('button', { name: 'Large picture' }).click();
  await page.waitForFunction(() => document.querySelector('video').clientHeight > 300);
});

test('without a recording the words run silently, by keyboard alone', async ({ page, site }) => {
  await makeCall(page, site);
  await page.keyboard.press('.');
  await sees(now(page), 'Hi Jonas');
  await page.keyboard.press('Shift+>');
  await page.keyboard.press('Shift+>');
  await page.keyboard.press('Shift+>');
  await page.keyboard.press('Shift+>');
  assert.equal(await player(page).getByLabel('Speed').locator('option:checked').innerText(), '2×');
  await page.keyboard.press('ArrowRight');
  assert.equal(await position(page).inputValue(), '6000');
  await page.keyboard.press('Space');
  await player(page).getByRole('button', { name: 'Pause' }).waitFor();
  await sees(now(page), 'Sure, go ahead');
  await page.keyboard.press('Space');
  await player(page).getByRole('button', { name: 'Play', exact: true }).waitFor();
  await page.keyboard.press('l');
  await page.keyboard.press('j');
  await page.keyboard.press(',');
  assert.match(await position(page).getAttribute('aria-valuetext'), /^00:0\d of 03:17$/);

  // Every key has one meaning.
  await page.keyboard.press('?');
  const keys = await page.getByRole('dialog', { name: 'Keys' }).locator('dl kbd').allInnerTexts();
  assert.deepEqual(keys.filter((key, at) => keys.indexOf(key) !== at), []);
  for (const key of ['Space', '←', 'Shift →', 'j', 'k', 'l', '<', '>']) assert.ok(keys.includes(key), key);
  await page.getByLabel('Single keys work on this page').uncheck();
  await page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'Close' }).click();
  await page.locator('h1').click();
  const before = await position(page).inputValue();
  await page.keyboard.press('ArrowRight');
  assert.equal(await position(page).inputValue(), before);
});

test('whoever scrolls away while it plays is left alone', async ({ page, site }) => {
  await makeCall(page, site);
  await page.keyboard.press('.');
  await page.keyboard.press('Space');
  await page.mouse.move(300, 500);
  await page.mouse.wheel(0, 400);
  await player(page).getByRole('button', { name: 'Follow the words' }).click();
  await player(page).getByRole('button', { name: 'Follow the words' }).waitFor({ state: 'detached' });
  await inView(now(page));
});

test('a transcript without times is played without following', async ({ page, site }) => {
  await paste(page, site, readFileSync(fixture('notes.txt'), 'utf8'));
  await page.getByRole('heading', { name: /Who is who/ }).waitFor();
  for (const group of await page.getByRole('group', { name: /: side$/ }).all()) {
    await group.getByRole('button', { name: 'Theirs', exact: true }).click();
  }
  await page.getByRole('group', { name: /: side$/ }).first().getByRole('button', { name: 'Ours', exact: true }).click();
  await page.getByLabel(/is the rep/).first().check();
  await keep(page);
  await sees(player(page), 'No recording.');
  assert.equal(await page.getByText('it cannot follow the recording').count(), 0, 'nothing is said of a recording that is not there');
  assert.equal(await page.getByRole('button', { name: 'Play', exact: true }).count(), 0);
  await attach(page, sound('kofi.wav', 5));
  await sees(player(page), 'This transcript has no times, so it cannot follow the recording.');
  await player(page).getByRole('button', { name: 'Play', exact: true }).click();
  await passes(page, 0.5);
});

test('the player is usable in both looks and on a phone', async ({ page, site }) => {
  await makeCall(page, site);
  await attach(page, sound('falk.wav', 5));
  await keeps(page, 'calls', '"name":"falk.wav"');
  await axe(page);
});

test('on a narrow screen the player is one row, and the rest stands behind a button', async ({ page, site }) => {
  await makeCall(page, site);
  await page.setViewportSize({ width: 390, height: 844 });
  const bar = player(page);
  await bar.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const { height, width } = await bar.boundingBox();
  assert.ok(height <= 64, `one row, not ${height} px`);
  assert.ok(width <= 390 && await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.equal(await bar.getByText('Attach a recording').isVisible(), false);
  await bar.getByRole('button', { name: 'More controls', expanded: false }).click();
  await bar.getByText('Attach a recording').waitFor();
  assert.equal(await bar.getByLabel('Speed').isVisible(), true);
  await attach(page, sound('falk.wav', 200));
  await sees(bar, 'falk.wav');
  await bar.getByRole('button', { name: 'More controls', expanded: true }).click();
  assert.ok((await bar.boundingBox()).height <= 64);
  await axe(page);
});
