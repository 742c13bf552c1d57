// What a person sees and can save when the program stops.
import { readFileSync } from 'node:fs';
import { PROGRAM, assert, axe, test } from './harness/index.mjs';

/** Opens the site without its program, so that only the page's own scripts run. */
async function open(page, site) {
  await page.route(PROGRAM, route => route.abort());
  await page.goto(site.root);
  await page.waitForFunction(() => window.callcraftCrash);
}
const allow = [/wasm|Failed to/];

test('a crash names its first cause and offers to reload', { allow }, async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(() => { callcraftCrash('the first <b>cause</b>'); callcraftCrash('what followed'); });
  const dialog = page.getByRole('alertdialog', { name: 'Callcraft stopped' });
  assert.match(await dialog.innerText(), /saved is safe on this device/);
  assert.equal(await dialog.locator('pre').textContent(), 'the first <b>cause</b>');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Reload');
  assert.equal(await page.evaluate(() => document.getElementById('app').inert), true);
  await axe(page);
  await Promise.all([page.waitForEvent('load'), dialog.getByRole('button', { name: 'Reload' }).click()]);
});

/** The smallest program that stops: (module (func unreachable) (start 0)). */
const TRAP = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];

for (const [name, panic, words] of [
  ['a trap that no panic told of is a crash too', null, /unreachable/],
  ['a panic is told in its own words, not in those of the trap that it ends in', 'the panic', /^the panic$/],
]) {
  test(name, { allow: [...allow, /unreachable/] }, async ({ page, site }) => {
    await open(page, site);
    await page.evaluate(([bytes, panic]) => {
      setTimeout(() => {
        if (panic) setTimeout(() => callcraftCrash(panic));
        new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
      });
    }, [TRAP, panic]);
    await page.getByRole('alertdialog', { name: 'Callcraft stopped' }).waitFor();
    assert.match(await page.locator('#crash pre').textContent(), words);
  });
}

test('a rescue copy has every row of every database, and of no other', { allow }, async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(async () => {
    const make = (name, version, fill) => new Promise((done, failed) => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = () => fill(request.result);
      request.onsuccess = () => { request.result.close(); done(); };
      request.onerror = () => failed(request.error);
    });
    const bytes = text => new TextEncoder().encode(text);
    await make('callcraft', 3, db => {
      const calls = db.createObjectStore('calls', { keyPath: 'id' });
      calls.add({ id: 'a', body: bytes('{"title":"Grüße"}'), held: new Date(0) });
      calls.add({ id: 'b', body: new Uint8Array([255, 0, 1]) });
      db.createObjectStore('marks').add('value', 'its key');
      db.createObjectStore('empty');
    });
    await make('callcraft-sample', 1, db => db.createObjectStore('calls', { keyPath: 'id' }).add({ id: 1 }));
    await make('neighbour', 1, db => db.createObjectStore('secrets', { keyPath: 'id' }).add({ id: 1 }));
    callcraftCrash('stopped');
  });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save a rescue copy' }).click()]);
  assert.match(download.suggestedFilename(), /^callcraft-rescue-\d{4}-\d\d-\d\d\.json$/);
  assert.deepEqual(JSON.parse(readFileSync(await download.path(), 'utf8')), {
    format: 'callcraft-rescue',
    databases: [
      { name: 'callcraft', version: 3, stores: [
        { name: 'calls', rows: [
          { id: 'a', body: { title: 'Grüße' }, held: '1970-01-01T00:00:00.000Z' },
          { id: 'b', body: { base64: '/wAB' } },
        ] },
        { name: 'empty', rows: [], keys: [] },
        { name: 'marks', rows: ['value'], keys: ['its key'] },
      ] },
      { name: 'callcraft-sample', version: 1, stores: [{ name: 'calls', rows: [{ id: 1 }] }] },
    ],
  });
  await page.getByText('on its way to your downloads').waitFor();
});

test('a program that stops while it starts is a crash', { allow: [/unreachable/] }, async ({ page, site }) => {
  // What is served as the program needs what the glue gives it, so the glue is a short one.
  await page.route(/\/callcraft-[^/]*\.js$/, route => route.fulfill({ contentType: 'text/javascript', body: `
    export default async () => { await WebAssembly.instantiate(new Uint8Array([${TRAP}])); };` }));
  await page.goto(site.root);
  await page.getByRole('alertdialog', { name: 'Callcraft stopped' }).waitFor();
});
