// Very many calls, put into the database in the app's own form of rows.

/**
 * Puts `many` calls into the database, the latest first; every tenth has a submitted card. With `turns` each has a
 * transcript of so many: about 15 words a turn, so that 300 make half an hour; every `rare`-th call ends with an invite.
 */
export const fill = (page, many, { turns = 0, rare = 25 } = {}) => page.evaluate(async ([many, turns, rare]) => {
  const result = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
  const base = await result(indexedDB.open('callcraft'));
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const id = (kind, n) => `01KZ${kind}${String(n).padStart(21, '0')}`;
  const stamp = { by: '', at: '2026-01-01T00:00:00Z', version: { filler: 1 } };
  const encoder = new TextEncoder();
  const row = (body, more = {}) => ({ id: body.id ?? body.call, v: 1, ...more, body: encoder.encode(JSON.stringify({ stamp, body })) });
  const rep = id('P', 1);
  const said = [
    ['How do you plan the routes for the vans on a normal working day right now?', 'What happens when one of the drivers calls in sick in the morning?', 'So let me show you how the plan changes by itself while everybody is on the road.',
      'That makes sense, and I hear that from other firms with thirty vans as well.', 'The software reads the orders, looks at the traffic and gives every driver the next stop.', 'Which of these things would help you most before the end of the year?'],
    ['Two people sit with a list and a map on the wall until about nine, and then it all changes.', 'We lose roughly twenty hours a week on that, and nobody is happy about it.', 'I am not sure we have a budget for this before the summer, to be honest.',
      'My colleague from finance has to see the numbers first, she signs it.', 'The drivers know the town well, so they mostly do what they have always done.', 'Yes, that would be good, though it depends on what it costs us.'],
  ];
  const invite = 'Great. I am sending the calendar invite now, it should be in your inbox.';
  const words = n => {
    const segments = [];
    for (let turn = 0, at = 1000; turn < turns; turn += 1, at += 6200) {
      const lines = said[turn % 2];
      const text = n % rare === 0 && turn === turns - 2 ? invite : `${lines[(n * 7 + turn * 3) % 6]} Number ${(n * 31 + turn) % 997}.`;
      segments.push({ speaker: turn % 2, start_ms: at, end_ms: at + 5800, text });
    }
    const speakers = [{ name: 'Ada Moreau', side: 'ours', person: rep }, { name: 'Jonas Falk', side: 'theirs' }];
    return { format: 'webvtt', precision: 'segment', speakers, segments, hash: String(n).padStart(64, '0') };
  };
  const step = turns ? 200 : 2000;
  for (let from = 0; from < many; from += step) {
    const change = base.transaction(['calls', 'people', 'scorecards', 'transcripts'], 'readwrite');
    const [calls, people, cards, transcripts] = ['calls', 'people', 'scorecards', 'transcripts'].map(name => change.objectStore(name));
    if (from === 0) people.put(row({ id: rep, name: 'Ada Moreau', role: 'rep' }));
    for (let n = from; n < Math.min(many, from + step); n += 1) {
      const at = new Date(Date.UTC(2026, 0, 1) - n * 3_600_000).toISOString();
      const call = { id: id('C', n), title: `Call number ${n}`, rep, kind: 'discovery', started_at: at, company: `Company ${letters[n % 32]}${n % 97}`, outcome: 'none', language: 'en' };
      if (turns) {
        const transcript = words(n);
        call.transcript = transcript.hash;
        transcripts.put(row({ call: call.id, transcript }));
      }
      calls.put(row(call));
      if (n % 10 === 0) {
        const answers = [{ item: 'agenda', given: { points: n % 6 } }];
        cards.put(row({ id: id('S', n), call: call.id, rubric: { key: 'standard', version: 1 }, role: 'manager', state: 'submitted', created_at: at, submitted_at: at, answers }, { call: call.id }));
      }
    }
    await new Promise((done, failed) => { change.oncomplete = done; change.onabort = () => failed(change.error); });
  }
  base.close();
}, [many, turns, rare]);
