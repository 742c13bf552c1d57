// More calls than anybody opens one by one.

/** Puts calls into the database in the app's own form of rows; every tenth has a submitted card of 100 points less its number's last two digits. */
export const fill = (page, many) => page.evaluate(async many => {
  const result = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
  const base = await result(indexedDB.open('callcraft'));
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const id = (kind, n) => `01KZ${kind}${String(n).padStart(21, '0')}`;
  const stamp = { by: '', at: '2026-01-01T00:00:00Z', version: { filler: 1 } };
  const row = (body, more = {}) => ({ id: body.id, v: 1, ...more, body: new TextEncoder().encode(JSON.stringify({ stamp, body })) });
  const rep = id('P', 1);
  for (let from = 0; from < many; from += 2000) {
    const change = base.transaction(['calls', 'people', 'scorecards'], 'readwrite');
    const [calls, people, cards] = ['calls', 'people', 'scorecards'].map(name => change.objectStore(name));
    if (from === 0) people.put(row({ id: rep, name: 'Ada Moreau', role: 'rep' }));
    for (let n = from; n < Math.min(many, from + 2000); n += 1) {
      const at = new Date(Date.UTC(2026, 0, 1) - n * 3_600_000).toISOString();
      const call = { id: id('C', n), title: `Call number ${n}`, rep, kind: 'discovery', started_at: at, company: `Company ${letters[n % 32]}${n % 97}`, outcome: 'none', language: 'en' };
      calls.put(row(call));
      if (n % 10 === 0) {
        const answers = [{ item: 'agenda', given: { points: n % 6 } }];
        cards.put(row({ id: id('S', n), call: call.id, rubric: { key: 'standard', version: 1 }, role: 'manager', state: 'submitted', created_at: at, submitted_at: at, answers }, { call: call.id }));
      }
    }
    await new Promise((done, failed) => { change.oncomplete = done; change.onabort = () => failed(change.error); });
  }
  base.close();
}, many);
