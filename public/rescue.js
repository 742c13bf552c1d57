// Reads every database of Callcraft without the program, for when the program cannot. No dependency, no schema.

const PREFIX = 'callcraft';

/**
 * Everything that is saved, as one JSON file with a row a line:
 * {"format":"callcraft-rescue","databases":[{name,version,stores:[{name,rows:[…]}]}]}.
 * Stores whose rows do not carry their own key have `keys` beside `rows`. A store that cannot be read has `error`, and the rows
 * that could be. It is written piece by piece where the browser can: all of it at once may be more than memory.
 */
export async function rescueCopy() {
  const file = await import('./keep.js').then(it => it.makeOwn('application/json')).catch(inMemory);
  const encoder = new TextEncoder();
  let text = '';
  try {
    for await (const part of parts()) {
      text += part;
      if (text.length < 1_000_000) continue;
      await file.add(encoder.encode(text));
      text = '';
    }
    await file.add(encoder.encode(text));
    const [blob] = await file.finish();
    return blob;
  } catch (error) {
    await file.giveUp();
    throw error;
  }
}

function inMemory() {
  const all = [];
  return { add: bytes => all.push(bytes), finish: () => [new Blob(all, { type: 'application/json' })], giveUp: () => {} };
}

async function* parts() {
  yield '{"format":"callcraft-rescue","databases":[';
  let comma = '';
  for (const name of await databaseNames()) {
    const db = await open(name);
    if (!db) continue;
    try {
      yield `${comma}\n{"name":${JSON.stringify(name)},"version":${db.version},"stores":[`;
      let storeComma = '';
      for (const store of db.objectStoreNames) {
        yield `${storeComma}\n{"name":${JSON.stringify(store)},"rows":[`;
        yield* rows(db, store);
        yield '}';
        storeComma = ',';
      }
      yield ']}';
      comma = ',';
    } finally {
      db.close();
    }
  }
  yield '\n]}\n';
}

/** Saves the rescue copy as a file of the person's. */
export async function saveRescueCopy() {
  saveFile(await rescueCopy(), `callcraft-rescue-${new Date().toISOString().slice(0, 10)}.json`);
}

/** Saves a blob as a file of the person's. */
export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** What there is: [{name, version, stores: [{name, count}]}]. */
export async function databases() {
  const found = [];
  for (const name of await databaseNames()) {
    const db = await open(name);
    if (!db) continue;
    try {
      const stores = [];
      for (const store of db.objectStoreNames) stores.push({ name: store, count: await result(db.transaction(store).objectStore(store).count()) });
      found.push({ name, version: db.version, stores });
    } finally {
      db.close();
    }
  }
  return found;
}

async function databaseNames() {
  // Some browsers cannot list databases; the main one has a known name.
  if (!indexedDB.databases) return [PREFIX];
  const all = await indexedDB.databases();
  return all.map(it => it.name).filter(name => name.startsWith(PREFIX)).sort();
}

/** Opens a database as it is; null when it does not exist. */
function open(name) {
  return new Promise((done, failed) => {
    const request = indexedDB.open(name);
    let absent = false;
    request.onupgradeneeded = () => { absent = true; request.transaction.abort(); };
    request.onsuccess = () => done(request.result);
    request.onerror = () => absent ? done(null) : failed(request.error);
  });
}

/** The rows of a store, a hundred at a time, and what stands after them. */
async function* rows(db, name) {
  let [from, comma, error, apart] = [null, '', '', null];
  try {
    for (;;) {
      const store = db.transaction(name).objectStore(name);
      const [found, keys] = await Promise.all([result(store.getAll(from, 100)), result(store.getAllKeys(from, 100))]);
      if (store.keyPath === null) apart = [...apart ?? [], ...keys];
      for (const row of found) {
        yield `${comma}\n${JSON.stringify(await plain(row))}`;
        comma = ',';
      }
      if (keys.length < 100) break;
      from = IDBKeyRange.lowerBound(keys.at(-1), true);
    }
  } catch (caught) {
    error = `,"error":${JSON.stringify(String(caught))}`;
  }
  yield `]${apart ? `,"keys":${JSON.stringify(await plain(apart))}` : ''}${error}`;
}

function result(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** A stored value as JSON can hold it: bytes that are JSON text become what they say, other bytes {"base64": …}. */
async function plain(value) {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (value instanceof Blob) return { type: value.type, ...base64(new Uint8Array(await value.arrayBuffer())) };
  if (value instanceof ArrayBuffer) return base64(new Uint8Array(value));
  if (value instanceof Uint8Array) return json(value) ?? base64(value);
  if (ArrayBuffer.isView(value)) return base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  const copy = Object.create(null); // a stored key may be named __proto__
  for (const [key, held] of Object.entries(value)) copy[key] = await plain(held);
  return copy;
}

function json(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function base64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { base64: btoa(text) };
}
