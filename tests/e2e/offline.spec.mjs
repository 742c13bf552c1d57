// The site without a network, and one release after another.
import { readFileSync, rmSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '../../.ci/serve.mjs';
import { kept, lookForRelease, startHost } from './harness/releases.mjs';
import { DIST, PAGES, assert, axe, item, keeps, makeCall, ready, sees, stored, test, visit } from './harness/index.mjs';

/** The host of a test has a port of its own, and is shut on purpose. */
const options = { worker: true, allow: [/another origin: http:\/\/127\.0\.0\.1:/] };
const unreachable = { ...options, allow: [...options.allow, /ERR_CONNECTION_REFUSED|Failed to fetch|ERR_FAILED/] };

const nameOf = page => page.evaluate(() => document.documentElement.dataset.name);
const bar = page => page.locator('#update');
const cachesOf = page => page.evaluate(async () => (await caches.keys()).sort());

/** Runs `work` with a host of releases and closes it. */
async function withHost(names, work) {
  const host = await startHost();
  try {
    const ids = Object.fromEntries(names.map(name => [name, host.make(name)]));
    host.publish(names[0]);
    await work(host, ids);
  } finally {
    await host.close();
  }
}

test('after the first visit every page opens without a network', unreachable, async ({ page }) => {
  await withHost(['A'], async host => {
    const { site } = host;
    await visit(page, site.root);
    await kept(page);
    const call = await makeCall(page, site);
    await host.close();
    for (const folder of PAGES) {
      const response = await page.goto(site.at(folder));
      assert.ok(response.fromServiceWorker(), folder);
      await ready(page);
      assert.equal(page.url(), site.at(folder));
    }
    await sees(page.locator('.note.sample'), 'Sample data');
    await visit(page, site.at('sample/calls/'));
    await sees(page.locator('.filters [role=status]'), /^1\d\d calls/);
    await visit(page, call);
    await page.getByRole('region', { name: 'Scorecard' }).waitFor();
    await page.goto(site.at('sample/calls'));
    assert.equal(page.url(), site.at('sample/calls/'), 'a folder without its slash leads to the page');
    await page.goto(site.at('no/such/page'));
    assert.equal(page.url(), site.root, 'an unknown address leads to the first page');
  });
});

test('a new release waits for a click, and pages of two releases do not mix', options, async ({ page, context }) => {
  await withHost(['A', 'B', 'C'], async (host, ids) => {
    const { site } = host;
    await visit(page, site.root);
    await kept(page);
    await page.evaluate(() => caches.open('callcraft-snapshots-test'));
    await makeCall(page, site);
    const other = await context.newPage();
    await visit(other, site.at('help/'));

    host.publish('B'); // nothing of A is left on the host
    assert.equal(await lookForRelease(page), true);
    for (const tab of [page, other]) await sees(bar(tab), 'A new version is ready.');
    await axe(page);
    await other.reload();
    await ready(other);
    assert.equal(await nameOf(other), 'A', 'a reload is no consent');
    await sees(bar(other), 'A new version is ready.');

    // An edit that waits to be saved when the click comes.
    await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
    await Promise.all([page.waitForEvent('load'), bar(page).getByRole('button', { name: 'Reload' }).click()]);
    await ready(page);
    assert.equal(await nameOf(page), 'B');
    await keeps(page, 'scorecards', '"item":"agenda"');

    // The old tab goes on with what it began with, the parts that it has not asked for yet included.
    assert.equal(await nameOf(other), 'A');
    const served = await other.evaluate(async id => {
      const program = new URL(document.querySelector('script[src*="boot.js"]').src).searchParams.get('wasm');
      const parts = ['_later.', '_seal.'].map(it => program.replace('_bg.', it));
      const answers = await Promise.all([...parts, `rescue.js?r=${id}`, `sample/team.json?r=${id}`].map(name => fetch(name)));
      return answers.map(it => it.status);
    }, ids.A);
    assert.deepEqual(served, [200, 200, 200, 200]);
    await other.getByRole('link', { name: 'Calls', exact: true }).first().click();
    await sees(other.locator('main'), '1 call');
    const third = await context.newPage();
    await visit(third, site.at('calls/'));
    assert.equal(await nameOf(third), 'B');
    assert.equal(await bar(third).count(), 0);
    await third.close();

    // B is followed by C, then A comes back; the tab of A still has its files.
    const releases = async () => (await cachesOf(page)).filter(name => name.startsWith('callcraft-release-')).map(name => name.split('@')[1]).sort();
    host.publish('C');
    await lookForRelease(page);
    await Promise.all([page.waitForEvent('load'), bar(page).getByRole('button', { name: 'Reload' }).click()]);
    await ready(page);
    assert.equal(await nameOf(page), 'C');
    assert.deepEqual(await releases(), [ids.A, ids.B, ids.C].sort());
    await other.close();
    // A tab that is closed lets go a little later, and what is kept is looked at whenever a page is opened.
    for (let visits = 0; visits < 20 && (await releases()).length > 2; visits += 1) await visit(page, site.at('help/'));
    assert.deepEqual(await releases(), [ids.B, ids.C].sort(), 'what no page uses is dropped, but the one before');

    host.publish('A');
    await lookForRelease(page);
    await Promise.all([page.waitForEvent('load'), bar(page).getByRole('button', { name: 'Reload' }).click()]);
    await ready(page);
    assert.equal(await nameOf(page), 'A', 'a release can be taken back');
    assert.ok((await cachesOf(page)).includes('callcraft-snapshots-test'));
    assert.match(await stored(page, site), /^1 call, 1 transcript, 1 scorecard, /);
  });
});

test('a release that is not whole is not taken, until it is', { ...options, allow: [...options.allow, /404|not there as release/] }, async ({ page }) => {
  await withHost(['A', 'B'], async (host, ids) => {
    const { site } = host;
    await visit(page, site.root);
    await kept(page);
    const ofA = (await cachesOf(page)).filter(name => name.endsWith(ids.A));
    for (const spoil of [
      folder => rmSync(`${folder}/calls/index.html`),
      folder => rmSync(readdirSync(folder).filter(name => name.endsWith('_later.wasm')).map(name => `${folder}/${name}`)[0]),
    ]) {
      host.publish('B', spoil);
      assert.equal(await lookForRelease(page, false), false);
      assert.deepEqual(await cachesOf(page), ofA);
      await page.reload();
      await ready(page);
      assert.equal(await nameOf(page), 'A');
      assert.equal(await bar(page).count(), 0);
    }
    host.publish('B');
    assert.equal(await lookForRelease(page), true);
    await sees(bar(page), 'A new version is ready.');
    await bar(page).getByRole('button', { name: 'Later' }).click();
    assert.equal(await bar(page).isVisible(), false);
  });
});

/** Takes the program out of what the service worker keeps. */
const damage = page => page.evaluate(async () => {
  for (const name of await caches.keys()) {
    if (!name.startsWith('callcraft-release-')) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (request.url.endsWith('_bg.wasm')) await cache.delete(request);
  }
});

test('a damaged release repairs itself, and touches nothing else', { ...options, allow: [/./] }, async ({ page }) => {
  await withHost(['A', 'B'], async (host, ids) => {
    const { site } = host;
    await visit(page, site.root);
    await kept(page);
    await makeCall(page, site);
    await page.evaluate(() => caches.open('callcraft-snapshots-test'));
    await damage(page);
    host.publish('B');
    await page.goto(site.at('calls/'));
    await page.waitForFunction(() => document.documentElement.dataset.name === 'B');
    await ready(page);
    await sees(page.locator('main'), '1 call');
    await kept(page);
    assert.deepEqual((await cachesOf(page)).map(name => name.split('@').at(-1)), [ids.B, 'callcraft-snapshots-test']);
    assert.equal(await page.evaluate(() => sessionStorage.getItem('callcraft.repair')), null);

    // Without the host nothing is dropped: the page says what it lacks, once.
    await damage(page);
    const before = await cachesOf(page);
    await host.close();
    await page.goto(site.at('calls/'));
    await sees(page.getByRole('main').getByRole('alert'), 'could not be loaded');
    assert.deepEqual(await cachesOf(page), before);
  });
});

test('a repair that does not help is tried once', { ...options, allow: [/./] }, async ({ page }) => {
  await withHost(['A'], async host => {
    const { site } = host;
    await visit(page, site.root);
    await kept(page);
    await damage(page);
    let loads = 0;
    page.on('load', () => { loads += 1; });
    host.publish('A', folder => readdirSync(folder).filter(name => name.endsWith('_bg.wasm')).forEach(name => rmSync(`${folder}/${name}`)));
    await page.goto(site.at('calls/'));
    await page.waitForFunction(() => sessionStorage.getItem('callcraft.repair') && document.querySelector('main [role=alert]') && !navigator.serviceWorker.controller);
    await sees(page.getByRole('main').getByRole('alert'), 'could not be loaded');
    assert.equal(loads, 2);
  });
});

test('the site can be installed', options, async ({ page, site }) => {
  await visit(page, site.root);
  await kept(page);
  const browser = await page.context().newCDPSession(page);
  const { errors } = await browser.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.map(it => it.errorId).filter(it => it !== 'in-incognito'), []);
  const { icons } = JSON.parse(readFileSync(new URL('manifest.webmanifest', DIST), 'utf8'));
  const drawn = icons.filter(it => it.type === 'image/png').map(({ src, sizes, purpose }) => {
    const bytes = readFileSync(new URL(src, DIST));
    assert.equal(sizes, `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src);
    return `${sizes} ${purpose}`;
  });
  assert.deepEqual(drawn, ['192x192 any', '512x512 any', '512x512 maskable']);
});

test('the site works with the headers that a host can send, and they say what the page says', { allow: options.allow }, async ({ page }) => {
  const [, everywhere] = readFileSync(new URL('_headers', DIST), 'utf8').split(/^\/\S*$/m);
  const headers = Object.fromEntries([...everywhere.matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(([, name, value]) => [name, value]));
  const policy = headers['Content-Security-Policy'];
  const inPage = readFileSync(new URL('index.html', DIST), 'utf8').match(/Content-Security-Policy" content="([^"]+)"/)[1];
  assert.equal(policy, `${inPage}; frame-ancestors 'none'`);
  for (const said of readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8').matchAll(/Content-Security-Policy "([^"]+)"/g)) assert.equal(said[1], policy);
  const host = await serve({ root: fileURLToPath(DIST), base: '/some/folder/', headers });
  try {
    const at = path => new URL(path, host.url).href;
    await visit(page, host.url);
    await makeCall(page, { at });
    await visit(page, at('sample/reps/'));
  } finally {
    await host.close();
  }
});
