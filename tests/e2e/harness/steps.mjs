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

/** Waits for the button that adds the file that is being looked at. Where it must be said who uses this copy it is `who`, or left unsaid. */
export async function bringing(page, who = 'I would rather not say now') {
  const go = page.getByRole('button', { name: /^(Add to my workspace|Open)$/ });
  await go.waitFor();
  const asked = page.getByRole('combobox', { name: 'Who are you?' });
  if (await asked.count()) await asked.selectOption({ label: who });
  return go;
}

/** Adds the file that is being looked at. */
export const bring = async (page, who) => (await bringing(page, who)).click();

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

/** What the Data page says is stored: "1 call, 1 transcript, …". */
export async function stored(page, site) {
  await visit(page, site.at('data/'));
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Stored here' }) });
  return (await card.locator('p').first().innerText()).trim();
}

/** The group of a scorecard's item. */
export const item = (page, title) => card(page).getByRole('group', { name: new RegExp('^' + title) });

/** Waits until an element shows a text. */
export const sees = (locator, text) => locator.filter({ hasText: text }).first().waitFor();

/** Waits until an element lies within the window. */
export async function inView(locator) {
  const handle = await locator.elementHandle();
  await locator.page().waitForFunction(element => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }, handle);
}

/** Waits until a row of a store of the database holds a text. */
export async function keeps(page, store, text, database = 'callcraft') {
  const found = await page.evaluate(async ([database, store, text]) => {
    const result = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
    const base = await result(indexedDB.open(database));
    for (const end = performance.now() + 20_000; performance.now() < end; await new Promise(requestAnimationFrame)) {
      const rows = await result(base.transaction(store).objectStore(store).getAll());
      if (rows.some(({ body }) => new TextDecoder().decode(body).includes(text))) return base.close(), true;
    }
    return base.close(), false;
  }, [database, store, text]);
  if (!found) throw new Error(`no row of ${store} holds ${text}`);
}

/** The standard rubric: its categories, each with the titles of its items. */
export const RUBRIC = [
  ['Opening & agenda setting', ['Personalised opener', 'Agenda with a time commitment', 'Credibility by relevant proof']],
  ['Discovery & questioning', ['Talk ratio', 'At least 5 open questions', 'Discovery areas covered', 'Follow-up probing on key answers', 'Impact quantified by the prospect']],
  ['Presentation & value delivery', ['Refers to discovered needs', 'Benefits over features', 'Relevant social proof', 'Pacing and checks for understanding']],
  ['Objection handling', ['Acknowledges without arguing', 'Explores the root cause first', 'Answers with specific evidence']],
  ['Closing & next steps', ['Summarises value and agreement', 'Next steps with owners and dates', 'Mutual commitment confirmed', 'Invite sent or time fixed']],
];

/** The scorecard, and the line of one of its categories. */
export const card = page => page.getByRole('region', { name: 'Scorecard' });
export const category = (page, title) => card(page).locator('summary', { hasText: title });

/** Opens a category of the scorecard where it is closed. */
export async function unfold(page, title) {
  const part = card(page).locator('details', { has: page.locator('summary', { hasText: title }) });
  if (await part.getAttribute('open') === null) await category(page, title).click();
}

/** What `judge` gives for each item: points, a reason why it does not apply, or null for what the words have computed. */
export const GIVEN = [[4, 5, 2], [null, 5, 4, 4, 5], [5, 4, 3, 'The demo is the next call'], [4, 5, 3], [5, 5, 4, 5]];
/** What that comes to with 2 of 10 for the talk ratio, which is 51%. */
export const SUM = { total: '77.9', earned: 74, parts: ['11 / 15', '20 / 30', '12 / 15', '12 / 15', '19 / 20'] };

/** Judges all 19 items as in `GIVEN`, by mouse. */
export async function judge(page) {
  for (const [at, [name, titles]] of RUBRIC.entries()) {
    await unfold(page, name);
    for (const [index, title] of titles.entries()) {
      const given = GIVEN[at][index];
      const group = item(page, title);
      if (typeof given === 'number') await group.getByRole('button', { name: String(given), exact: true }).click();
      if (typeof given === 'string') {
        await group.getByRole('button', { name: 'Not applicable' }).click();
        await group.getByLabel('Why it does not apply').fill(given);
      }
    }
  }
}

/** Clicks a button that saves a file; resolves to the download, whose `path()` is the file on the disk. */
export async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return file;
}

/** A line of a table on the page: its heading and what stands beside it. */
export const line = (page, heading) => page.getByRole('row', { name: new RegExp('^' + heading) }).getByRole('cell');
