// What outlives the database: snapshots of the workspace in the browser's cache, and a folder on the person's disk.
// Fetched only when needed, by the program and by recover.html.

const CACHE = 'callcraft-snapshots';
const address = name => new URL(`snapshots/${name}`, import.meta.url).href; // a name only: nothing is ever fetched there

/** The names of the snapshots, their sizes as kept, and why each was taken: [[name, bytes, why]]. */
export async function list() {
  if (!(await caches.has(CACHE))) return []; // asking does not make it
  const cache = await caches.open(CACHE);
  const all = [];
  for (const { url } of await cache.keys()) {
    const answer = await cache.match(url);
    if (!answer) continue; // dropped since, by another tab
    const says = name => answer.headers.get(name) ?? '';
    all.push([url.slice(url.lastIndexOf('/') + 1), Number(says('x-bytes')), decodeURIComponent(says('x-why'))]);
  }
  return all;
}

/** Keeps a snapshot: a workspace file, as a blob. */
export async function save(name, whole, why) {
  const packs = typeof CompressionStream === 'function';
  const body = packs ? await new Response(whole.stream().pipeThrough(new CompressionStream('gzip'))).blob() : whole;
  const headers = { 'x-bytes': String(body.size), 'x-packed': packs ? 'gzip' : '', 'x-why': encodeURIComponent(why), 'content-type': 'application/octet-stream' };
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
export const hold = (name, mode = 'exclusive') => new Promise(done => {
  if (!navigator.locks) return done(() => {});
  navigator.locks.request(name, { mode }, () => new Promise(free => done(free)));
});

/** Whether any page holds it; true where the browser cannot tell. */
export const isHeld = async name => (await navigator.locks?.query())?.held.some(it => it.name === name) ?? true;

/** What the browser says of this site's storage: whether it is protected, and how many bytes are used. */
export async function storage() {
  await sweep().catch(nothing);
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

/** Whether the person can say where a file is to be written. */
export const hasPlaces = () => typeof showSaveFilePicker === 'function';

// A file being made, wherever it is: { add, finish, giveUp }. Pieces are added, and when it is finished it can be read:
// [file, gone], where gone() takes it away again if it is the site's own. One that is given up is as it was before.

const nothing = () => {};

/** On the person's disk. An older file of the name stays until it is finished; one that was made for this is taken away. */
const onto = async handle => {
  const stream = await handle.createWritable();
  const undo = async () => (await handle.getFile()).size || handle.remove?.();
  return {
    add: what => stream.write(what),
    finish: async () => {
      await stream.close();
      return [await handle.getFile(), nothing];
    },
    giveUp: () => stream.abort().catch(nothing).then(undo).catch(nothing),
  };
};

/** Lets the person say where: [name, file being made]. */
export async function choosePlace(name) {
  const types = [{ description: 'Callcraft', accept: name.endsWith('.json') ? { 'application/json': ['.json'] } : { 'application/octet-stream': ['.age'] } }];
  const place = await showSaveFilePicker({ id: 'callcraft-backup', startIn: 'documents', suggestedName: name, types });
  return [place.name, await onto(place)];
}

/** Of that name in a folder. */
export const within = async (folder, name) => onto(await folder.getFileHandle(name, { create: true }));

// The site's own files: on their way to the downloads, or what a closed file was opened to. Whoever needs one holds the lock
// of its name; it goes when nobody needs it, and what a page that died has left goes before the next one is made.

const OWN = 'callcraft-files';
const DOWNLOADS = 600_000; // ms in which a file may still be read though its page is gone
const own = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(OWN, { create: true });

/** Takes away the own files that nobody needs any more; with `all` every one. */
export async function sweep(all) {
  const folder = await own().catch(nothing);
  for await (const [name, handle] of folder?.entries() ?? []) {
    try {
      const old = all || Date.now() - (await handle.getFile()).lastModified > DOWNLOADS;
      if (old && (all || !(await isHeld(`${OWN}/${name.replace(/\.crswap$/, '')}`)))) await folder.removeEntry(name);
    } catch { /* it is gone, or being written */ }
  }
}

/** Holds the lock of an own file; what takes it away for good. */
async function owned(folder, name) {
  const free = await hold(`${OWN}/${name}`, 'shared'); // a worker hands it over to the page
  return async () => {
    await folder.removeEntry(name).catch(nothing);
    free();
  };
}

/** An own file of what the browser calls `type`: on the site's own disk, so that it may be larger than memory; else of pieces. */
export async function makeOwn(type) {
  return (await opened(type, async (handle, gone) => {
    const stream = await handle.createWritable();
    return {
      add: what => stream.write(what),
      finish: async () => {
        await stream.close();
        return [await handle.getFile(), gone];
      },
      giveUp: () => stream.abort().catch(nothing).then(gone),
    };
  })) ?? pieces(type);
}

/** As makeOwn, for a worker that waits for each piece: `add` is over when it returns. */
export async function makeOwnNow(type) {
  return (await opened(type, async (handle, gone) => {
    const file = await handle.createSyncAccessHandle();
    let at = 0;
    return {
      add: bytes => {
        const many = file.write(bytes, { at });
        at += many;
        if (many < bytes.length) throw new DOMException('there is no room for the file', 'QuotaExceededError');
      },
      finish: async () => {
        file.flush();
        file.close();
        return [await handle.getFile(), gone];
      },
      giveUp: () => {
        file.close();
        return gone();
      },
    };
  })) ?? pieces(type);
}

async function opened(type, job) {
  await sweep().catch(nothing);
  let gone;
  try {
    const [folder, name] = [await own(), `${crypto.randomUUID()}.${type === 'application/json' ? 'json' : 'age'}`];
    gone = await owned(folder, name);
    return await job(await folder.getFileHandle(name, { create: true }), gone);
  } catch {
    await gone?.(); // a private window, or an older browser
  }
}

function pieces(type) {
  const all = [];
  return { add: what => { all.push(new Blob([what])); }, finish: () => [new Blob(all, { type }), nothing], giveUp: nothing };
}

/** What takes away a file that a worker has made and handed over. */
export const adopt = async file => file.name ? owned(await own(), file.name) : nothing;
