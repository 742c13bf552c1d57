// Records and files of ours for tests, and all that a browser keeps of them.
import { bring, choose, sees } from './steps.mjs';

export const id = n => '01JD' + String(n).padStart(22, '0');
export const stamp = (version, by = 'Ines Carvalho', at = '2026-11-12T11:00:00Z') => ({ by, at, version });
export const person = (n, name, version = { z: 1 }) => ({ kind: 'person', stamp: stamp(version), body: { id: id(n), name, role: 'rep' } });
export const call = (n, title, version = { z: 1 }, more = {}) => ({ kind: 'call', stamp: stamp(version), body: { id: id(n), title, kind: 'demo', ...more } });

/** A file of ours with these records, as a page is given it. */
export function file(records, name = 'team.json', scope = 'workspace') {
  const head = JSON.stringify({ format: 'callcraft', format_version: 1, app: '0.1.0', scope, created: '2026-11-12T12:00:00Z' }).slice(0, -1);
  const text = `${head},"records":[\n${records.map(it => JSON.stringify(it)).join(',\n')}\n]}\n`;
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

/** Opens a file of these records and adds it to the workspace. */
export async function add(page, site, records, name) {
  await choose(page, site, file(records, name));
  await bring(page);
  await sees(page.locator('.toast'), 'added or renewed');
}

/** Everything that this browser keeps of the site, as one text: stores, localStorage, caches, files. */
export const everything = page => page.evaluate(async () => {
  const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done, failed) => Object.assign(indexedDB.open(name), { onsuccess: it => done(it.target.result), onerror: failed }));
    for (const store of db.objectStoreNames) {
      const rows = await new Promise(done => { db.transaction(store).objectStore(store).getAll().onsuccess = it => done(it.target.result); });
      for (const row of rows) parts.push(store, String(row.id), row.body ? new TextDecoder().decode(row.body) : '');
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      const held = await (await caches.open(name)).match(request);
      if (!/\.(wasm|js|css|svg|png|html)$|\/$/.test(new URL(request.url).pathname)) parts.push(request.url, await held.text());
    }
  }
  const walk = async folder => {
    for await (const entry of folder.values()) {
      if (entry.kind === 'directory') await walk(entry);
      else parts.push(entry.name, await (await entry.getFile()).text());
    }
  };
  await walk(await navigator.storage.getDirectory());
  return parts.join('\n');
});
