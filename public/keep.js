// What outlives the database: snapshots of the workspace in the browser's cache, and a folder on the person's disk.
// Fetched only when needed, by the program and by recover.html.

const CACHE = 'callcraft-snapshots';
const address = name => new URL(`snapshots/${name}`, import.meta.url).href; // a name only: nothing is ever fetched there

/** The names of the snapshots and their sizes as kept: [[name, bytes]]. */
export async function list() {
  if (!(await caches.has(CACHE))) return []; // asking does not make it
  const cache = await caches.open(CACHE);
  const all = [];
  for (const { url } of await cache.keys()) {
    const answer = await cache.match(url);
    if (!answer) continue; // dropped since, by another tab
    all.push([url.slice(url.lastIndexOf('/') + 1), Number(answer.headers.get('x-bytes'))]);
  }
  return all;
}

/** Keeps a snapshot: a workspace file, as a blob. */
export async function save(name, whole) {
  const packs = typeof CompressionStream === 'function';
  const body = packs ? await new Response(whole.stream().pipeThrough(new CompressionStream('gzip'))).blob() : whole;
  const headers = { 'x-bytes': String(body.size), 'x-packed': packs ? 'gzip' : '', 'content-type': 'application/octet-stream' };
  await (await caches.open(CACHE)).put(address(name), new Response(body, { headers }));
}

/** The workspace file of a snapshot, as a blob. */
export async function open(name) {
  const answer = await (await caches.open(CACHE)).match(address(name));
  if (!answer) throw new Error('the snapshot is gone');
  if (!answer.headers.get('x-packed')) return answer.blob();
  return new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).blob();
}

export async function drop(name) {
  await (await caches.open(CACHE)).delete(address(name));
}

/** Holds a lock until what it resolves to is called, or the page is gone. */
export const hold = name => new Promise(done => {
  if (!navigator.locks) return done(() => {});
  navigator.locks.request(name, () => new Promise(free => done(free)));
});

/** Whether any page holds it; true where the browser cannot tell. */
export const isHeld = async name => (await navigator.locks?.query())?.held.some(it => it.name === name) ?? true;

/** What the browser says of this site's storage: whether it is protected, and how many bytes are used. */
export async function storage() {
  const { storage } = navigator;
  const [kept, used] = [await storage?.persisted?.().catch(() => null), await storage?.estimate?.().catch(() => null)];
  return [kept ?? null, used?.usage ?? null];
}

/** Asks the browser to protect this site's storage; tells whether it does. */
export async function protect() {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Whether files can be written to a folder of the person's choice. */
export const hasFolders = () => typeof showDirectoryPicker === 'function';

/** Lets the person choose a folder; its handle. */
export function chooseFolder() {
  return showDirectoryPicker({ id: 'callcraft-backup', mode: 'readwrite', startIn: 'documents' });
}

/**
 * Whether the folder can be written to: "granted", "prompt" or "denied", or "gone" where it is not on the disk any more.
 * With `ask` the person is asked, after a click only.
 */
export async function allowed(folder, ask) {
  const how = { mode: 'readwrite' };
  const said = await (ask ? folder.requestPermission(how) : folder.queryPermission(how));
  return said === 'granted' ? folder.keys().next().then(() => said, () => 'gone') : said;
}

/** Writes a file into the folder: whole, or not at all. */
export async function writeInto(folder, name, whole) {
  const handle = await folder.getFileHandle(name, { create: true });
  try {
    const file = await handle.createWritable();
    try {
      await file.write(whole);
      await file.close();
    } catch (error) {
      await file.abort().catch(() => {});
      throw error;
    }
  } catch (error) {
    // Of an older file of that name nothing has changed; one that was made for this is taken away.
    if ((await handle.getFile()).size === 0) await folder.removeEntry(name);
    throw error;
  }
}

/** Whether the person can say where a file is to be written. */
export const hasPlaces = () => typeof showSaveFilePicker === 'function';

/** Lets the person say where: [name, stream]. A file that is there stays as it is until the stream is finished. */
export async function choosePlace(name) {
  const types = [{ description: 'Callcraft', accept: { 'application/json': ['.json'] } }];
  const place = await showSaveFilePicker({ id: 'callcraft-backup', startIn: 'documents', suggestedName: name, types });
  return [place.name, await place.createWritable()];
}

export const add = (file, bytes) => file.write(bytes);
export const finish = file => file.close();
export const giveUp = file => file.abort();
