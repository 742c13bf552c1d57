// The service worker: keeps a whole release on this device, so that the site opens without a network, and gives every
// page the files of the release it belongs to. It never touches the database, nor a cache of another name.
//
// The build writes RELEASE in front (.ci/release.mjs): `id`, and `files`, each file's address below the site's folder
// with the beginning of its SHA-256. A folder's address stands for its index.html.
/* global RELEASE */

const root = new URL(self.registration.scope);
// The caches of a host are one for all its folders: the folder is part of the name.
const PREFIX = `callcraft-release-${root.pathname}@`;
const OWN = PREFIX + RELEASE.id;
const FILES = new Map(Object.entries(RELEASE.files));
// Kept in each cache when all files are in it: a cache without is no release. Says what it has, and since when.
const LIST = 'release.json';
// A name with a hash has one content for ever, whichever release asks.
const HASHED = /-[0-9a-f]{10,16}(_[a-z]+)?\.\w+$/;
// How many releases before this one stay although no page tells that it uses them: one may just be starting.
const SPARE = 1;

addEventListener('install', event => event.waitUntil(keepRelease()));
addEventListener('activate', event => event.waitUntil(Promise.all([self.clients.claim(), tidy()])));
addEventListener('message', event => {
  if (event.data === 'activate') self.skipWaiting(); // a person's click; never by itself
  if (event.data === 'release') event.source.postMessage({ release: RELEASE.id });
});
addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !url.href.startsWith(root.href)) return;
  const path = url.pathname.slice(root.pathname.length);
  if (path === 'sw.js') return;
  event.respondWith(event.request.mode === 'navigate' ? page(event, path, url.search) : file(event.request, path, url));
});

/** What a cache has, or nothing where it is no whole release. */
const listOf = async name => (await stored(name, LIST))?.json();
/** Asks without making the cache. */
const stored = (name, path) => caches.match(new URL(path, root), { cacheName: name });
const releases = async () => (await caches.keys()).filter(name => name.startsWith(PREFIX));

/** Keeps every file of this release, or fails and leaves nothing: the release before then stays in use. */
async function keepRelease() {
  const before = await Promise.all((await releases()).map(async name => ({ name, files: (await listOf(name))?.files ?? {} })));
  const at = Date.now();
  if (!before.some(it => it.name === OWN && Object.keys(it.files).length === FILES.size)) {
    const answers = await Promise.all([...FILES].map(async ([path, hash]) => [path, await whole(path, hash, before)]));
    try {
      const cache = await caches.open(OWN);
      await Promise.all(answers.map(([path, answer]) => cache.put(new URL(path, root), answer)));
    } catch (error) {
      await caches.delete(OWN);
      throw error;
    }
  }
  const cache = await caches.open(OWN);
  await cache.put(new URL(LIST, root), new Response(JSON.stringify({ at, files: RELEASE.files })));
}

/** A file of this release: from a release before where it has not changed, else from the host. */
async function whole(path, hash, before) {
  for (const { name, files } of before) {
    const same = files[path] === hash && await stored(name, path);
    if (same) return same;
  }
  const url = new URL(path, root);
  // What stands between here and the host may still have the file of the release before under the plain address.
  if (!HASHED.test(path)) url.searchParams.set('r', RELEASE.id);
  const answer = await fetch(url, { cache: 'no-cache' });
  const bytes = answer.ok ? await answer.arrayBuffer() : null;
  if (!bytes || !(await sha256(bytes)).startsWith(hash)) throw new Error(`${path} is not there as release ${RELEASE.id} has it (${answer.status})`);
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length', 'vary']) headers.delete(name); // of the way it came
  return new Response(bytes, { headers });
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** A page of this release; an unknown address is the host's to answer. */
async function page(event, path, search) {
  if (FILES.has(path + '/')) return Response.redirect(new URL(path + '/' + search, root));
  const name = path.replace(/(^|\/)index\.html$/, '$1');
  if (FILES.has(name)) {
    event.waitUntil(tidy());
    const kept = await stored(OWN, name);
    if (kept) return kept;
    event.waitUntil(caches.delete(OWN).then(keepRelease).catch(() => {})); // it was dropped: kept anew
  }
  try {
    return await fetch(event.request);
  } catch (error) {
    if (path === '' || FILES.has(name)) throw error;
    return Response.redirect(root);
  }
}

/** A file for a page: of the release that the address names, else of the first that has it. */
async function file(request, path, url) {
  const release = url.searchParams.get('r');
  const kept = await stored(release ? PREFIX + release : OWN, path);
  if (kept) return kept;
  if (!release && HASHED.test(path)) {
    for (const name of await releases()) {
      const old = await stored(name, path);
      if (old) return old;
    }
  }
  return fetch(request);
}

/** Drops the releases before this one that no page uses: a page holds a lock of the name of its release's cache (boot.js). */
async function tidy() {
  const ours = await listOf(OWN);
  if (!ours) return;
  const locks = await navigator.locks?.query();
  const used = new Set(locks?.held.map(lock => lock.name));
  const older = [];
  for (const name of await releases()) {
    if (name === OWN) continue;
    const list = await listOf(name);
    // Without a list it is being filled, or was left half filled. What came later than ours waits for its click.
    if (!list && !self.registration.installing) await caches.delete(name);
    if (list && list.at <= ours.at) older.push({ name, at: list.at });
  }
  older.sort((a, b) => b.at - a.at);
  const spare = locks ? SPARE : SPARE + 1;
  await Promise.all(older.slice(spare).filter(it => !used.has(it.name)).map(it => caches.delete(it.name)));
}
