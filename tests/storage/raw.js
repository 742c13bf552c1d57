// The database past the program: what an older or newer release, a broken disk or another tab would do to it.

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function using(name, job) {
  const db = await done(indexedDB.open(name));
  try {
    return await job(db);
  } finally {
    db.close();
  }
}

export async function remove(name) {
  await done(indexedDB.deleteDatabase(name));
}

/** Puts a row as it is given, as JSON; arrays of numbers in `body` become bytes. */
export async function putRow(name, store, json) {
  const row = JSON.parse(json);
  if (Array.isArray(row.body)) row.body = new Uint8Array(row.body);
  await using(name, db => new Promise((resolve, reject) => {
    const transaction = db.transaction(store, 'readwrite');
    transaction.objectStore(store).put(row);
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  }));
}

/** All rows of all stores, as one text; but for the word that every write changes. */
export async function everyRow(name) {
  return using(name, async db => {
    const stores = [];
    for (const store of db.objectStoreNames) stores.push([store, (await done(db.transaction(store).objectStore(store).getAll())).filter(row => row.id !== 'mark')]);
    return JSON.stringify(stores, (_, value) => value instanceof Uint8Array ? [...value] : value);
  });
}

/** Version, stores and indexes, as one text. */
export async function layout(name) {
  return using(name, db => {
    const stores = [...db.objectStoreNames].map(store => {
      const it = db.transaction(store).objectStore(store);
      const indexes = [...it.indexNames].map(name => it.index(name)).map(index => `${index.name}=${index.keyPath}${index.unique ? ' unique' : ''}${index.multiEntry ? ' multi' : ''}`);
      return `${store}(${[it.keyPath + (it.autoIncrement ? ' auto' : ''), ...indexes].join(', ')})`;
    });
    return `version ${db.version}: ${stores.join(' ')}`;
  });
}

/** Opens the database as a release with a newer layout would, and closes it. Waits for as long as others keep it open. */
export async function upgrade(name, version) {
  (await done(indexedDB.open(name, version))).close();
}

/** A database as the first release made it, with the rows given: `{store: [row]}`, as for `putRow`. */
export async function makeFirst(name, json) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const store of ['people', 'calls', 'transcripts', 'scorecards', 'rubrics', 'settings', 'unknown']) {
      const made = request.result.createObjectStore(store, { keyPath: 'id' });
      if (store === 'scorecards') made.createIndex('by_call', 'call');
    }
  };
  (await done(request)).close();
  for (const [store, rows] of Object.entries(JSON.parse(json))) for (const row of rows) await putRow(name, store, JSON.stringify(row));
}

/** The strictness that transactions that write were asked for since the last time of asking. */
const asked = [];
const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (stores, mode, options) {
  if (mode === 'readwrite' && options) asked.push(options.durability);
  return transaction.call(this, stores, mode, options);
};
export function durability() {
  return asked.splice(0).join(' ');
}

/** From now on each write ends without room; `times` of them. */
export function fill(times) {
  IDBTransaction.prototype.commit = function () {
    if (times-- <= 0) return commit.call(this);
    Object.defineProperty(this, 'error', { value: new DOMException('full', 'QuotaExceededError') });
    this.abort();
  };
}

const { commit } = IDBTransaction.prototype;
const { put } = IDBObjectStore.prototype;

/** From now on the database refuses the row with this id: at once, or only after the request is under way. */
export function refuse(id, later) {
  IDBObjectStore.prototype.put = function (row, ...rest) {
    if (row.id !== id) return put.call(this, row, ...rest);
    if (!later) return put.call(this, { ...row, id: {} }, ...rest);
    put.call(this, row, ...rest);
    return this.add(row, ...rest); // the key is taken
  };
}

export function refuseNothing() {
  IDBObjectStore.prototype.put = put;
  IDBTransaction.prototype.commit = commit;
}

const errors = [];
addEventListener('error', event => errors.push(String(event.message)));
addEventListener('unhandledrejection', event => errors.push(String(event.reason)));

/** The errors that nobody caught since the last time of asking. */
export function uncaught() {
  return errors.splice(0).join('\n');
}
