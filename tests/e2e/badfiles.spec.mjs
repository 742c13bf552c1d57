// Files that are no transcripts: each is refused in one plain sentence, and nothing is stored.
import { readFileSync } from 'node:fs';
import { assert, choose, drop, file, fixture, makeCall, sees, stored, test, visit } from './harness/index.mjs';

/** Bytes that are no text in any encoding, the same each time. */
function noise(length) {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48271) % 2147483647) & 255));
}
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), noise(2000), Buffer.from('\n%%EOF\n')]);
const PAGE = '<!DOCTYPE html>\n<html><head><title>Call</title></head><body><p>1</p><p>00:00:01,000 --> 00:00:02,000</p></body></html>\n';
const BOMB = '['.repeat(200_000) + ']'.repeat(200_000);
const OURS = `{"format":"callcraft","format_version":1,"app":"0.1.0","scope":"calls","created":"2026-01-01T00:00:00Z","records":${BOMB}}`;

/** What it is, what it is called, what is in it, and what is said of it. */
const REFUSED = [
  ['an empty file', 'empty.vtt', '', /empty/],
  ['a file of blank lines', 'blank.txt', '\n \n\t\n', /empty|no spoken words/i],
  ['a picture', 'shot.png', PNG, /image/],
  ['a picture that calls itself a transcript', 'shot.vtt', PNG, /image/],
  ['a PDF', 'call.pdf', PDF, /PDF/],
  ['a web page saved as subtitles', 'call.srt', PAGE, /web page/],
  ['random bytes', 'noise.txt', noise(5000), /no text/],
  ['a WebVTT file with no cue', 'head.vtt', 'WEBVTT\n\n', /no cue/],
  ['JSON nested without end', 'bomb.json', BOMB, /JSON/],
  ['JSON of somebody else', 'data.json', '{"calls":[{"id":1,"title":"A call"}]}', /JSON/],
];

test('what is no transcript is refused in one plain sentence, and nothing is stored', async ({ page, site }) => {
  await visit(page, site.at('open/'));
  const wrong = [];
  for (const [what, name, content, words] of REFUSED) {
    await page.getByLabel('Choose files').setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });
    const alert = page.getByRole('main').getByRole('alert');
    await alert.waitFor();
    const said = await alert.innerText();
    if (!words.test(said) || !/^[A-Z][^\n]{20,250}\.$/.test(said)) wrong.push(`${what}: ${said}`);
    await sees(page.locator('main'), 'Nothing was stored or changed.');
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await page.getByLabel('Or paste the transcript').waitFor();
  }
  assert.deepEqual(wrong, []);
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 0 people');
});

test('a refused file leaves what is here as it is, and lets the next one in', async ({ page, site }) => {
  await makeCall(page, site);
  const before = await stored(page, site);
  assert.equal(before, '1 call, 1 transcript, 0 scorecards, 1 person');
  await drop(page, { name: 'shot.png', mimeType: 'image/png', buffer: PNG });
  await sees(page.getByRole('main').getByRole('alert'), 'This is an image');
  await drop(page, file('follow-up.srt'));
  await page.getByRole('heading', { name: 'Who is who: known from before' }).waitFor();
  assert.equal(await stored(page, site), before);
});

test('a record nested without end is left out of a file of ours, and is said to be', async ({ page, site }) => {
  await choose(page, site, { name: 'bomb.json', mimeType: 'application/json', buffer: Buffer.from(OURS) });
  await page.getByText('Left out: 1 record').waitFor();
  await sees(page.getByRole('listitem'), 'Line 1, record: its values are nested deeper than 100 levels');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 0 people');
});

test('a truncated WebVTT file gives what it has', async ({ page, site }) => {
  const text = readFileSync(fixture('discovery.vtt'), 'utf8');
  const cut = text.slice(0, text.indexOf('Nobody is really happy') + 10);
  await choose(page, site, { name: 'cut.vtt', mimeType: 'text/vtt', buffer: Buffer.from(cut) });
  await page.getByRole('region', { name: 'What was understood' }).getByText('00:50').waitFor();
  await page.getByRole('heading', { name: 'Who is who?' }).waitFor();

  const midTime = text.slice(0, text.indexOf('00:00:50') + 6);
  await choose(page, site, { name: 'cut.vtt', mimeType: 'text/vtt', buffer: Buffer.from(midTime) });
  await page.getByRole('region', { name: 'What was understood' }).getByText('00:34').waitFor();
});

test('a file in an old encoding is read, and says so', async ({ page, site }) => {
  const text = 'Ada Moreau: Grüße aus Malmö, René.\nRené Falk: Schöne Grüße zurück, für 50 € täglich.\n';
  const bytes = Buffer.from(text.replaceAll('€', '\x80'), 'latin1');
  await choose(page, site, { name: 'old.txt', mimeType: 'text/plain', buffer: bytes });
  await sees(page.getByRole('region', { name: 'What was understood' }), 'read as Windows-1252');
  await page.getByLabel('René Falk is the rep').waitFor();
});

test('a file that is too large is refused in a sentence', async ({ page, site }) => {
  await visit(page, site.at('open/'));
  for (const [megabytes, words] of [[120, /larger than 100 MB/], [211, 'This file is larger than 100 MB; split the transcript']]) {
    await page.evaluate(megabytes => {
      const piece = new Blob(['x'.repeat(1_000_000)]);
      const data = new DataTransfer();
      data.items.add(new File(Array(megabytes).fill(piece), 'huge.vtt'));
      document.querySelector('main').dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: data }));
    }, megabytes);
    await sees(page.getByRole('main').getByRole('alert'), words);
  }
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 0 people');
});
