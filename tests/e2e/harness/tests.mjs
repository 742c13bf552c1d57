// The list of tests, and how one is run.
import { watch } from './watch.mjs';

/** A test that hangs is ended and fails after this many milliseconds, so that the others are still run. */
const LIMIT = 120_000;

export const tests = [];

/**
 * Registers a test. `work` gets `{ page, context, browser, site, problems }`: a page in an empty browser profile, the
 * profile, the browser, the site under a folder of a plain host (`site.at('calls/')` is an address), and what went wrong so far.
 * `options.allow` lists patterns of problems that the test means to cause; `options.context` goes to the browser profile;
 * with `options.worker` the browser has service workers, as all have: without, each test would fetch the whole site
 * once more, and what a test does to requests would not reach those that the worker answers. WORKER=1 gives it to all.
 * `options.limit`: another limit of time, in milliseconds, for what is long by its nature.
 */
export function test(name, options, work = options) {
  tests.push({ name, work, allow: [], context: {}, limit: LIMIT, worker: Boolean(process.env.WORKER), ...(work === options ? {} : options) });
}

/** Runs one test in an empty browser profile; throws what went wrong. */
export async function run({ name, work, allow, context: profile, worker, limit }, browser, site) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...profile });
  try {
    context.setDefaultTimeout(20_000);
    if (!worker) await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }));
    const problems = await watch(context, site.origin);
    const page = await context.newPage();
    try {
      await withinLimit(work({ page, context, browser, site, problems }), name, limit);
    } catch (error) {
      error.stack += `\nThe page: ${await state(page)}.${problems.map(it => `\n${it}`).join('')}`;
      throw error;
    }
    const unexpected = problems.filter(problem => !allow.some(pattern => pattern.test(problem)));
    if (unexpected.length) throw new Error('the browser reported:\n' + unexpected.join('\n'));
  } finally {
    await context.close();
  }
}

/** What a page does on which a test failed: whether its program still answers, and whether it is drawn. */
async function state(page) {
  const within = (work, otherwise) => Promise.race([work, new Promise(done => setTimeout(done, 2_000, otherwise))]).catch(error => String(error));
  const answers = await within(page.evaluate(() => `answers, ${document.visibilityState}, at ${location.pathname}`), 'does not answer');
  const shows = await within(page.evaluate(() => document.querySelector('main')?.innerText.replace(/\s+/g, ' ').slice(0, 1500) ?? ''), '');
  const told = await within(page.evaluate(() => [...document.querySelectorAll('.toast')].map(it => it.innerText.replace(/\s+/g, ' ')).join(' | ')), '');
  const drawn = await within(page.evaluate(() => new Promise(done => requestAnimationFrame(() => done('is drawn')))), 'is not drawn');
  return `${answers}, ${drawn}; its messages: ${told || 'none'}; it shows: ${shows}`;
}

async function withinLimit(work, name, most) {
  let timer;
  const limit = new Promise((_, failed) => { timer = setTimeout(() => failed(new Error(`"${name}" did not end within ${most / 1000} s`)), most); });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
