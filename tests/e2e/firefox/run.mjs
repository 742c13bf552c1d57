// The journeys that must not differ between browsers, in Firefox: saving, a file out and in, a closed one, two tabs, no network.
//   FIREFOX=firefox-esr node tests/e2e/firefox/run.mjs
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../.ci/serve.mjs';
import { startFirefox, until } from './webdriver.mjs';

const DIST = process.env.DIST ?? fileURLToPath(new URL('../../../dist', import.meta.url));
const FIXTURE = fileURLToPath(new URL('../fixtures/discovery.vtt', import.meta.url));

const server = await serve({ root: DIST, base: '/some/folder/' });
const at = path => new URL(path, server.url).href;
const start = performance.now();
const firefox = await startFirefox(process.env.FIREFOX ?? 'firefox-esr');
const { choose, click, downloads, find, here, go, run, sees, tab, type, visit } = firefox;

/** What goes wrong in the page, from before its own scripts have run is not to be had; the rest is. */
const listen = () => run(`
  window.wrong ??= [];
  for (const kind of ['error', 'unhandledrejection', 'securitypolicyviolation']) addEventListener(kind, event => wrong.push(kind + ': ' + (event.message ?? event.reason ?? event.violatedDirective)));`);
const wrong = async () => assert.deepEqual(await run('return window.wrong ?? []'), []);
const address = () => run('return location.href');
const saved = () => until('all is saved', () => run("return document.querySelector('.saved .dot')?.dataset.state === 'saved'"));

/** Gives an item of the card points, also where its category is folded. */
const give = (title, points) => until(`${title} has its buttons`, () => run(`
  const item = [...document.querySelectorAll('.crit')].find(it => it.textContent.includes(arguments[0]));
  const button = [...item?.querySelectorAll('button') ?? []].find(it => it.textContent.trim() === arguments[1]);
  button?.click();
  return Boolean(button);`, title, points));

/** The first answer of a copy that nobody has named asks who scores: it is not said. */
const unsaid = (where = 'dialog[open] form') => until('it is asked who sits here', () => run(`const form = [...document.querySelectorAll('${where}')].find(it => it.querySelector('option[value=unsaid]'));
  if (!form) return false;
  const select = form.querySelector('select');
  select.value = 'unsaid';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  form.requestSubmit();
  return true;`));

const passed = [];
async function step(name, work) {
  const before = performance.now();
  await work();
  await wrong();
  passed.push(name);
  console.log(`ok   ${name} (${((performance.now() - before) / 1000).toFixed(1)} s)`);
}

try {
  let call;
  await step('a transcript is opened and scored, and is there after a reload', async () => {
    await visit(at('open/'));
    await listen();
    await choose('input[type=file]', FIXTURE);
    await click('input', 'Ada Moreau is the rep');
    await run(`[...document.querySelectorAll('[role=group]')].find(it => it.getAttribute('aria-label') === 'Jonas Falk: side').querySelectorAll('button').forEach(it => { if (it.innerText.trim() === 'Theirs') it.click(); })`);
    await click('button', 'Open the call');
    await until('the call is open', async () => /\/call\/\?id=/.test(await address()));
    call = await address();
    await find('section', 'Agenda');
    await give('Agenda', '3');
    await unsaid();
    await sees('2 of 19 items judged');
    await saved();
    await wrong();
    await visit(call);
    await sees('2 of 19 items judged');
  });

  let file;
  await step('everything is saved as a file', async () => {
    await visit(at('data/'));
    await listen();
    await click('button', 'Save everything as a file');
    const name = await until('the file has arrived', () => readdirSync(downloads).find(it => it.endsWith('.json')));
    file = join(downloads, name);
    const whole = await until('the file is whole', () => { try { return JSON.parse(readFileSync(file, 'utf8')); } catch { return null; } });
    assert.equal(whole.format, 'callcraft');
    assert.deepEqual([...new Set(whole.records.map(it => it.kind))].sort(), ['call', 'person', 'scorecard', 'transcript']);
  });

  await step('a card is saved as a closed file, and its passphrase opens it', async () => {
    await visit(call);
    await listen();
    await click('button', 'Share scorecard');
    await click('input', 'Closed with a passphrase');
    const phrase = await until('six words are proposed', () => run("return [...document.querySelectorAll('dialog[open] label')].find(it => it.innerText.trim() === 'Passphrase')?.querySelector('input').value || null"));
    await click('button', 'Save as a closed file');
    const closed = await until('the closed file has arrived', () => readdirSync(downloads).find(it => it.endsWith('.age')));
    await visit(at('open/'));
    await listen();
    await choose('input[type=file]', join(downloads, closed));
    await type('input', 'Passphrase', phrase);
    await click('button', 'Open');
    await sees('Nothing has changed yet.');
  });

  await step('what one tab does is seen in the other', async () => {
    const first = await here();
    await visit(at('calls/'));
    await sees('1 call');
    const second = await tab();
    await visit(call);
    await give('Personalised opener', '4');
    await sees('3 of 19 items judged');
    await saved();
    await visit(at('data/'));
    await listen();
    await type('input', 'to erase this workspace', 'erase');
    await click('button', 'Erase everything');
    await sees('erased');
    await go(first);
    await sees('No calls yet');
    await go(second);
  });

  await step('the file brings everything back', async () => {
    await visit(at('open/'));
    await listen();
    await choose('input[type=file]', file);
    await sees('1 new');
    await unsaid('main form');
    await until('the calls are shown', async () => (await address()) === at('calls/'));
    await visit(call);
    await sees('2 of 19 items judged');
  });

  await step('without a network the pages open', async () => {
    await run('return navigator.serviceWorker.ready.then(() => true)');
    await visit(at('calls/'));
    await server.close();
    await visit(call);
    await sees('2 of 19 items judged');
    await visit(at('sample/calls/'));
    await sees('Sample data.');
  });
} catch (error) {
  process.exitCode = 1;
  console.log(`FAIL ${error.stack}\n     at ${await address().catch(() => '?')}`);
  if (process.env.SHOT) await firefox.picture(process.env.SHOT).catch(() => {});
} finally {
  await firefox.close();
  await server.close().catch(() => {});
}
console.log(`\nFirefox: ${passed.length} of 6 journeys passed (${((performance.now() - start) / 1000).toFixed(0)} s)`);
