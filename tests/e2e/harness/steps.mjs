// What a person does in the app: steps that several test files take.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ready } from './page.mjs';

/** Where a file of tests/e2e/fixtures lies on the disk. */
export const fixture = name => fileURLToPath(new URL('../fixtures/' + name, import.meta.url));

/** A file of tests/e2e/fixtures as Playwright hands it to a page. */
export const file = (name, type = 'text/plain') => ({ name, mimeType: type, buffer: readFileSync(fixture(name)) });

/** Goes to an address of the site and waits until the app shows it. */
export async function visit(page, address) {
  await page.goto(address);
  await ready(page);
}

/** Takes files (paths, or `{ name, mimeType, buffer }`) to the page that opens them, by its file chooser. */
export async function choose(page, site, files) {
  await visit(page, site.at('open/'));
  await page.getByLabel('Choose files').setInputFiles(files);
}

/** Drops `{ name, mimeType, buffer }` onto the page, as from the desktop. */
export async function drop(page, ...files) {
  const packed = files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, text: buffer.toString('base64') }));
  const data = await page.evaluateHandle(all => {
    const data = new DataTransfer();
    for (const { name, type, text } of all) {
      data.items.add(new File([Uint8Array.from(atob(text), letter => letter.charCodeAt(0))], name, { type }));
    }
    return data;
  }, packed);
  for (const step of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', step, { dataTransfer: data });
}

/** Pastes a text on the page that opens files. */
export async function paste(page, site, text) {
  await visit(page, site.at('open/'));
  await page.getByLabel('Or paste the transcript').fill(text);
  await page.getByRole('button', { name: 'Use this text' }).click();
}

/** Says whose side a voice is on. */
export const side = (page, voice, which) => page.getByRole('group', { name: `${voice}: side` }).getByRole('button', { name: which, exact: true }).click();

/** Keeps what is being opened; resolves to the address of the call that was made. */
export async function keep(page) {
  await page.getByRole('button', { name: 'Open the call' }).click();
  await page.waitForURL(/\/call\/\?id=/);
  await page.getByRole('region', { name: 'Scorecard' }).waitFor();
  return page.url();
}

/** A call of the fixture `discovery.vtt` between Ada Moreau, who is our rep, and Jonas Falk; resolves to its address. */
export async function makeCall(page, site) {
  await choose(page, site, fixture('discovery.vtt'));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  return keep(page);
}

/** Waits until nothing is left to be saved. */
export async function saved(page) {
  // The write follows the last edit by less than half a second; until then the state still says that all is saved.
  await page.waitForFunction(() => document.querySelector('.saved .dot')?.dataset.state === 'saved');
}

/** What the Data page says is stored: "1 call, 1 transcript, …". */
export async function stored(page, site) {
  await visit(page, site.at('data/'));
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Stored here' }) });
  return (await card.locator('p').first().innerText()).trim();
}

/** The group of a scorecard's item. */
export const item = (page, title) => page.getByRole('region', { name: 'Scorecard' }).getByRole('group', { name: new RegExp('^' + title) });
