// The site as a plain host serves it, and the page before, without and after the program.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '../../.ci/serve.mjs';
import { DIST, PAGES, PROGRAM, assert, ready, test } from './harness/index.mjs';

const links = page => page.$$eval('.rail a', all => all.map(link => link.href));

for (const folder of PAGES) {
  test(`/${folder} opens at its own address and survives a reload`, async ({ page, site }) => {
    for (const visit of [() => page.goto(site.at(folder)), () => page.reload()]) {
      const response = await visit();
      assert.equal(response.status(), 200);
      await ready(page);
      assert.equal(page.url(), site.at(folder));
      assert.match(await page.title(), /Callcraft/);
      const home = folder.startsWith('sample/') ? site.at('sample/') : site.root;
      assert.ok((await links(page)).every(href => href.startsWith(home)), 'the navigation stays in the workspace');
    }
  });
}

test('a folder without its slash leads to the page', async ({ page, site }) => {
  await page.goto(site.at('sample/calls'));
  assert.equal(page.url(), site.at('sample/calls/'));
});

test('an unknown address shows the site, with the status 404', { allow: [/status of 404/, /another origin: http:\/\/127\.0\.0\.1:/] }, async ({ page, context }) => {
  const host = await serve({ root: fileURLToPath(DIST), base: '/' });
  try {
    const asked = [];
    context.on('response', response => asked.push([response.status(), new URL(response.url()).pathname]));
    const response = await page.goto(host.url + 'no/such/page');
    assert.equal(response.status(), 404);
    await ready(page);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(asked.filter(([status]) => status !== 200), [[404, '/no/such/page']], 'what the page needs is found from any depth');
    assert.equal((await links(page))[0], host.url);
  } finally {
    await host.close();
  }
});

test('the shell is painted before the program has arrived', { allow: [/preload/] }, async ({ page, site }) => {
  let release;
  const held = new Promise(done => { release = done; });
  await page.route(PROGRAM, async route => { await held; await route.continue().catch(() => {}); });
  await page.goto(site.at('calls/'), { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => document.querySelector('.rail a[aria-current]'));
  assert.equal(await page.getByRole('navigation', { name: 'Main' }).isVisible(), true);
  assert.deepEqual(await page.$$eval('.rail a[aria-current]', all => all.map(link => link.textContent)), ['Calls']);
  assert.equal(await page.getAttribute('main', 'aria-busy'), 'true');
  assert.equal(await page.locator('#crash').isVisible(), false);
  release();
});

test('in the sample workspace the shell leads to the sample, before the program has arrived', { allow: [/wasm|Failed to/] }, async ({ page, site }) => {
  await page.route(PROGRAM, route => route.abort());
  await page.goto(site.at('sample/rep/?id=1'));
  await page.waitForFunction(() => document.querySelector('.rail a[aria-current]'));
  assert.deepEqual(await page.$$eval('.rail a[aria-current]', all => all.map(link => link.href)), [site.at('sample/reps/')]);
  assert.deepEqual((await links(page)).slice(0, 3), ['sample/', 'sample/', 'sample/calls/'].map(site.at));
});

test('the skip link leads into the page, not to another one', { allow: [/wasm|Failed to/] }, async ({ page, site }) => {
  await page.route(PROGRAM, route => route.abort());
  await page.goto(site.at('reps/'));
  await page.getByRole('alert').waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  assert.equal(page.url(), site.at('reps/'));
});

const faults = [
  ['the program does not arrive', page => page.route(PROGRAM, route => route.abort()), /could not be loaded/],
  ['the program is not found', page => page.route(PROGRAM, route => route.fulfill({ status: 404, body: 'gone' })), /could not be loaded/],
  ['the program is damaged', page => page.route(PROGRAM, route => route.fulfill({ contentType: 'application/wasm', body: 'not a program' })), /too old/],
  ['the glue does not arrive', page => page.route(/\/callcraft-[^/]*\.js$/, route => route.abort()), /could not be loaded/],
  ['the start script does not arrive', page => page.route(/\/boot\.js/, route => route.abort()), /could not be loaded/],
  ['WebAssembly is missing', page => page.addInitScript(() => { delete globalThis.WebAssembly; }), /cannot run Callcraft/],
  ['IndexedDB is missing', page => page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined })), /no place to save/],
  ['IndexedDB is forbidden', page => page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } })), /no place to save/],
];
for (const [name, cause, words] of faults) {
  test(`when ${name}, the page says so and keeps its navigation`, { allow: [/./] }, async ({ page, site }) => {
    await cause(page);
    await page.goto(site.at('calls/'));
    const alert = page.getByRole('main').getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.getByRole('heading', { level: 1 }).innerText(), words);
    assert.equal(await page.getAttribute('main', 'aria-busy'), null);
    assert.equal((await links(page)).length, 8);
    await Promise.all([page.waitForEvent('load'), alert.getByRole('button', { name: 'Reload' }).click()]);
  });
}

test('opened as a file, the page says that it has to be served', { allow: [/./] }, async ({ page }) => {
  await page.goto(new URL('index.html', DIST).href);
  assert.match(await page.getByRole('alert').innerText(), /cannot run from a file/);
});

test('without JavaScript, the page says that it needs it', { context: { javaScriptEnabled: false } }, async ({ page, site }) => {
  await page.goto(site.root);
  assert.match(await page.locator('noscript').innerText(), /needs JavaScript/);
});

test('no page carries script or style of its own', () => {
  for (const name of ['404.html', ...PAGES.map(folder => folder + 'index.html')]) {
    const html = readFileSync(new URL(name, DIST), 'utf8');
    const head = html.slice(html.indexOf('<head>') + 6).trimStart();
    assert.ok(head.startsWith('<meta http-equiv="Content-Security-Policy"'), `${name}: the policy comes before all it governs`);
    assert.deepEqual([...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>|<style|\s(?:style|on\w+)=/g)].map(String), [], name);
  }
});
