// Opening files of ours: what would change is told first, both sides of a conflict are kept, all can be taken back.
import { readFileSync } from 'node:fs';
import { assert, axe, bring, choose, download, item, keeps, line, makeCall, sees, stored, test, visit } from './harness/index.mjs';
import { add, call, everything, file, id, person, stamp } from './harness/records.mjs';

test('what a file would change is told record by record, with what cannot be used, before anything changes', async ({ page, site }) => {
  await add(page, site, [person(1, 'Maya Lindqvist'), call(100, 'First call', { z: 1 }, { rep: id(1) })]);
  const bad = { kind: 'call', stamp: stamp({ z: 1 }), body: { id: id(300), title: 7, kind: 'demo' } };
  await choose(page, site, file([person(1, 'Maya Lindqvist'), call(100, 'First call, renamed', { z: 2 }), call(101, 'Second call'), bad]));
  assert.equal(await line(page, '2 calls').innerText(), '1 new · 1 newer than here');
  assert.equal(await line(page, '1 person').innerText(), '1 here already');
  await page.getByText('Left out: 1 record').waitFor();
  await sees(page.locator('main'), /Line 5, call .*body\.title/);
  await page.getByText('Newer than here: replaces what is here: 1').waitFor();
  await sees(page.locator('main'), /First call, renamed call, here: Ines Carvalho, .*; in the file: Ines Carvalho/);
  await page.getByText('New here: 1').waitFor();
  await sees(page.locator('main'), 'Second call');
  await axe(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.equal(await stored(page, site), '1 call, 0 transcripts, 0 scorecards, 1 person');
});

test('two versions that do not know of each other are both kept, and a person chooses', async ({ page, site }) => {
  await add(page, site, [person(1, 'Maya'), call(100, 'Ours', { z: 1, a: 1 }, { company: 'Kettle', rep: id(1) })]);
  await choose(page, site, file([call(100, 'Theirs', { z: 1, b: 1 }, { company: 'Moor', rep: id(1) })]));
  assert.equal(await line(page, '1 call').innerText(), '1 changed on both sides');
  await bring(page);
  await sees(page.locator('main'), '1 record was changed here and in a file that was opened.');
  await page.getByRole('link', { name: 'Choose' }).click();
  const panel = page.locator('.conflicts');
  await sees(panel, 'Changed on both sides');
  const rows = panel.locator('tbody tr');
  assert.deepEqual((await rows.allInnerTexts()).map(it => it.split('\t').sort().join()).sort(), ['Company,Kettle,Moor', 'Ours,Theirs,Title']);
  await axe(page);
  const other = await rows.filter({ hasText: 'Title' }).locator('td').nth(1).innerText();
  await panel.getByRole('button', { name: 'Keep this one' }).nth(1).click();
  await sees(page.locator('.toast'), 'The versions are one again.');
  await panel.waitFor({ state: 'detached' });
  await visit(page, site.at('calls/'));
  await sees(page.locator('main'), other);
  // What was chosen knows of both: neither file changes anything more.
  await choose(page, site, file([call(100, 'Theirs', { z: 1, b: 1 }, { company: 'Moor', rep: id(1) }), call(100, 'Ours', { z: 1, a: 1 }, { company: 'Kettle', rep: id(1) })]));
  assert.match(await line(page, '2 calls').innerText(), /older than here/);
});

test('a file is taken back as a whole, and later without what was edited since', async ({ page, site }) => {
  await add(page, site, [person(1, 'Maya'), call(100, 'First', { z: 1 }, { rep: id(1) }), call(101, 'Second')], 'week.json');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await sees(page.locator('.toast'), 'Taken back: 3 records.');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 0 people');

  await add(page, site, [person(1, 'Maya'), call(100, 'First', { z: 1 }, { rep: id(1) }), call(101, 'Second')], 'week.json');
  await visit(page, site.at('call/?id=' + id(100)));
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByLabel('Title').fill('First, with Kettle');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await sees(page.locator('h1'), 'First, with Kettle');
  await visit(page, site.at('data/'));
  await page.getByRole('button', { name: 'Take back week.json' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take a file back' });
  await sees(dialog, 'Only what nobody touched since is taken back.');
  await sees(dialog.locator('h3:has-text("Edited since, and kept") + ul'), 'First');
  await sees(dialog.locator('h3:has-text("belongs to something that stays") + ul'), 'Maya');
  await dialog.getByRole('button', { name: 'Take the rest back' }).click();
  await sees(page.locator('.toast'), 'Taken back: 1 record.');
  assert.equal(await stored(page, site), '1 call, 0 transcripts, 0 scorecards, 1 person');
});

test('a workspace goes out, in and out again byte by byte, with conflicts, erasures and kinds of a later release', async ({ page, site }) => {
  const records = [
    { kind: 'erasure', body: { id: id(800), of: [{ kind: 'call', key: id(199) }], at: '2026-11-10T08:00:00Z', why: 'asked' } },
    person(1, 'Maya', { a: 1, b: 1 }), person(1, 'Maya L.', { a: 2 }), call(100, 'First <b>&"', { a: 1 }, { rep: id(1) }),
    { kind: 'playbook', stamp: { at: '2026-11-12T11:00:00Z', version: { b: 1 } }, body: { id: id(900), n: 1.5 } },
  ];
  await add(page, site, records);
  const out = async () => {
    await visit(page, site.at('data/'));
    return readFileSync(await (await download(page, 'Save everything as a file')).path(), 'utf8').split('\n').slice(1).join('\n');
  };
  const first = await out();
  assert.equal(first.split('\n').length, records.length + 2);
  await visit(page, site.at('data/'));
  await page.getByLabel(/to erase this workspace/).fill('erase');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await sees(page.locator('.toast'), 'is erased');
  await choose(page, site, { name: 'again.json', mimeType: 'application/json', buffer: Buffer.from(file([]).buffer.toString().split('\n')[0] + '\n' + first) });
  await bring(page);
  await sees(page.locator('.toast'), 'added or renewed');
  assert.equal(await out(), first);
});

test('everything is replaced by a file once the word is typed, and that can be taken back', async ({ page, site }) => {
  await add(page, site, [person(1, 'Maya'), call(100, 'Before', { z: 1 }, { rep: id(1) })]);
  await choose(page, site, file([call(200, 'After')], 'backup.json'));
  await page.getByText('Replace everything instead').click();
  await page.getByLabel(/to replace all that is here/).fill('replace');
  await page.getByRole('button', { name: 'Replace everything', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  assert.equal(await stored(page, site), '1 call, 0 transcripts, 0 scorecards, 0 people');
  await page.getByRole('button', { name: 'Take back backup.json' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await sees(page.locator('.toast'), 'Taken back');
  assert.equal(await stored(page, site), '1 call, 0 transcripts, 0 scorecards, 1 person');
});

/** What lies in the trash, by its name, and whether it is a call or a person. */
const trash = async (page, site, ...expected) => {
  await visit(page, site.at('data/'));
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Trash', exact: true }) });
  await sees(card.locator('p').first(), expected.length ? `${expected.length} thing` : 'It is empty.');
  assert.deepEqual((await card.locator('li > span:first-child').allInnerTexts()).map(it => it.replace(/,.*/, '')).sort(), expected);
};

test('what lies in the trash goes when everything is replaced, and lies there again when that is taken back', async ({ page, site }) => {
  const records = [person(1, 'Maya'), call(100, 'Deleted', { z: 1 }, { rep: id(1) }), call(101, 'Kept', { z: 1 }, { rep: id(1) })];
  await add(page, site, records);
  await visit(page, site.at('call/?id=' + id(100)));
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  await choose(page, site, file(records, 'backup.json'));
  await page.getByText('Replace everything instead').click();
  await sees(page.locator('details'), 'All that is here now goes, and so does the one thing in the trash, and only what is in the file is left.');
  await page.getByLabel(/to replace all that is here/).fill('replace');
  await page.getByRole('button', { name: 'Replace everything', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  await trash(page, site);
  assert.equal(await stored(page, site), '2 calls, 0 transcripts, 0 scorecards, 1 person');
  await page.getByRole('button', { name: 'Take back backup.json' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await sees(page.locator('.toast'), 'Taken back');
  await trash(page, site, 'Deleted call');
  assert.equal(await stored(page, site), '1 call, 0 transcripts, 0 scorecards, 1 person');
  // It comes back whole.
  await page.getByRole('button', { name: 'Restore “Deleted”' }).click();
  await sees(page.locator('.toast'), 'is back');
  await visit(page, site.at('call/?id=' + id(100)));
  await sees(page.getByRole('heading', { level: 1 }), 'Deleted');
});

test('of people in the trash that a file brings those come out of it that the file speaks of, the others stay there', async ({ page, site }) => {
  await add(page, site, [person(1, 'Maya'), person(2, 'Ada'), person(3, 'Ines')]);
  for (const n of [1, 2]) {
    await visit(page, site.at('rep/?id=' + id(n)));
    await page.getByRole('button', { name: /^Remove/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await sees(page.locator('.toast'), 'is in the trash');
  }
  await trash(page, site, 'Ada person', 'Maya person');
  await choose(page, site, file([person(1, 'Maya', { z: 2 }), person(2, 'Ada', { z: 2 }), call(100, 'With Maya', { z: 1 }, { rep: id(1) })], 'maya.json'));
  await sees(page.locator('.note'), 'Maya lies in the trash here, and the file speaks of it: it comes out of the trash with it.');
  await sees(page.locator('.note'), '1 thing lies in the trash here and stays there; what the file has of it is left out.');
  assert.equal(await line(page, '2 people').innerText(), '1 newer than here · 1 left out: in the trash here');
  await axe(page);
  await bring(page);
  await sees(page.locator('.toast'), '2 records added or renewed');
  await trash(page, site, 'Ada person');
  assert.equal(await stored(page, site), '1 call, 0 transcripts, 0 scorecards, 2 people');
  // As a whole: the person lies in the trash again.
  await page.getByRole('button', { name: 'Take back maya.json' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await sees(page.locator('.toast'), 'Taken back');
  await trash(page, site, 'Ada person', 'Maya person');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 1 person');
});

test('an erased person is nowhere any more, and no file brings the name back', async ({ page, site }) => {
  await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: 'Comment' }).click();
  await item(page, 'Agenda').getByLabel('Comment').fill('Moreau waited.');
  await sees(page.locator('.saved__words'), /Saved/);
  await visit(page, site.at('data/'));
  const before = await (await download(page, 'Save everything as a file')).path();
  await add(page, site, [call(100, 'A talk of Ada Moreau with others')], 'ada-moreau.json');
  assert.match(await everything(page), /Moreau/);
  await visit(page, site.at('data/'));
  await page.getByRole('combobox', { name: /^Person/ }).selectOption({ label: 'Ada Moreau' });
  const about = readFileSync(await (await download(page, 'Save all about this person')).path(), 'utf8');
  for (const kind of ['person', 'call', 'transcript', 'scorecard']) assert.match(about, new RegExp(`"kind":"${kind}"`), kind);
  await page.getByRole('button', { name: 'Erase this person…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase for ever' });
  await sees(dialog, /1 record will be erased for ever\. The name is taken out of \d+ other records\./);
  await dialog.getByLabel(/Type/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase for ever' }).click();
  await sees(page.locator('.toast'), 'Erased for ever: 1 record.');
  await page.reload();
  await page.getByText('Stored here').waitFor();
  assert.doesNotMatch(await everything(page), /Moreau|moreau/);

  await choose(page, site, before);
  await sees(page.locator('main'), 'Nothing has changed yet.');
  assert.equal(await line(page, '1 person').innerText(), '1 left out: erased');
  await bring(page);
  await page.waitForURL(/calls\//);
  assert.doesNotMatch(await everything(page), /Moreau|moreau/);
});

test('an old file brings neither an erased name back nor what lies in the trash', async ({ page, site }) => {
  const by = (it, who) => ({ ...it, stamp: { ...it.stamp, by: who } });
  const stamped = (kind, body, who) => by({ kind, stamp: stamp({ z: 1 }), body }, who);
  const card = (n, of, more) => ({ id: id(n), call: id(of), rubric: { key: 'standard', version: 1 }, role: 'manager', state: 'submitted', created_at: '2026-11-12T11:00:00Z', submitted_at: '2026-11-12T11:20:00Z', answers: [], ...more });
  const words = { format: 'text', precision: 'none', speakers: [{ name: 'Ada Moreau', person: id(1) }, { name: 'Jonas' }], segments: [{ speaker: 0, text: 'Hi, Ada Moreau here.' }, { speaker: 1, text: 'Thanks, Ada.' }], hash: '00' };
  const records = [
    person(1, 'Ada Moreau'), by(call(100, 'Kettle with Ada', { z: 1 }, { rep: id(1) }), 'Ada Moreau'), by(call(101, 'Moor', { z: 1 }, { rep: id(1) }), 'Ada Moreau'),
    stamped('transcript', { call: id(100), transcript: words }, 'Ada Moreau'),
    stamped('scorecard', card(200, 100), 'Priya'),
  ];
  await add(page, site, [...records], 'ada-moreau.json');
  await visit(page, site.at('call/?id=' + id(100)));
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  await visit(page, site.at('data/'));
  await page.getByRole('combobox', { name: /^Person/ }).selectOption({ label: 'Ada Moreau' });
  // What is about her holds the card that somebody else wrote, and what lies in the trash.
  const about = readFileSync(await (await download(page, 'Save all about this person')).path(), 'utf8');
  for (const n of [1, 100, 101, 200]) assert.match(about, new RegExp(`"id":"${id(n)}"`), about);
  await page.getByRole('button', { name: 'Erase this person…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase for ever' });
  await sees(dialog, /As who wrote or spoke: Ada Moreau \(\d+\)/);
  await sees(dialog, 'Hi, Ada Moreau here.');
  await dialog.getByLabel(/Type/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase for ever' }).click();
  await sees(page.locator('.toast'), 'Erased for ever');
  assert.doesNotMatch(await everything(page), /Ada|Moreau|moreau/);

  const old = [...records, by(call(102, 'Ada Moreau with Lark', { z: 1 }, { rep: id(1) }), 'Ada Moreau')];
  await choose(page, site, file(old, 'ada-moreau.json'));
  assert.equal(await line(page, '3 calls').innerText(), '1 new · 1 here already · 1 left out: in the trash here');
  assert.equal(await line(page, '1 person').innerText(), '1 left out: erased');
  await sees(page.locator('main'), 'The name is taken out of 1 record');
  await sees(page.locator('main'), '1 call lies in the trash here and stays there');
  await axe(page);
  await bring(page);
  await sees(page.locator('.toast'), 'added or renewed');
  assert.doesNotMatch(await everything(page), /Ada|Moreau|moreau/);
  assert.equal(await stored(page, site), '2 calls, 0 transcripts, 0 scorecards, 0 people');

  // Taken out of the trash first, the call is here, and only here.
  await choose(page, site, file(old));
  const take = page.getByRole('button', { name: 'Take out of the trash first' });
  await take.click();
  await take.waitFor({ state: 'detached' });
  await line(page, '3 calls').waitFor();
  assert.equal(await line(page, '3 calls').innerText(), '1 here already · 2 older than here: left out');
  assert.equal(await stored(page, site), '3 calls, 1 transcript, 1 scorecard, 0 people');
  assert.doesNotMatch(await everything(page), /Ada|Moreau|moreau/);
});

test('tables for a spreadsheet hold no formula', async ({ page, site }) => {
  await add(page, site, [person(1, '=cmd|x'), call(100, '@sum(A1)', { z: 1 }, { rep: id(1), company: '+1', tags: ['-2'] })]);
  await visit(page, site.at('data/'));
  for (const name of ['People', 'Calls', 'Scorecards', 'Scorecard items', 'Metrics']) {
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    const text = readFileSync(await saved.path(), 'utf8');
    assert.doesNotMatch(text, /(^|[,\n"])[=+@]/, name);
    if (name === 'Calls') assert.match(text, /'@sum\(A1\)/);
  }
});

test('tables for a spreadsheet hold no card that waits for the own one', async ({ page, site }) => {
  const scored = { kind: 'scorecard', stamp: stamp({ z: 1 }), body: { id: id(200), call: id(100), rubric: { key: 'standard', version: 1 }, role: 'manager', state: 'submitted', created_at: '2026-03-02T10:00:00Z', submitted_at: '2026-03-02T11:00:00Z', answers: [{ item: 'agenda', given: { points: 4 } }] } };
  await add(page, site, [person(1, 'Maya'), call(100, 'First', { z: 1 }, { rep: id(1) }), scored]);
  await visit(page, site.at('data/'));
  const rows = async () => {
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Scorecards', exact: true }).click()]);
    return readFileSync(await saved.path(), 'utf8').trim().split('\n').length - 1;
  };
  assert.equal(await rows(), 1);
  await page.getByLabel('Cards and changes carry this name').selectOption({ label: 'Maya' });
  await keeps(page, 'settings', '"me":"');
  assert.equal(await rows(), 0);
  await sees(page.locator('.toast'), '1 card is not in it: it waits for your own score of the call.');
});

test('what was deleted elsewhere is not shown, and goes on with the workspace', async ({ page, site }) => {
  const gone = call(101, 'Deleted elsewhere', { z: 2 });
  gone.stamp.deleted = true;
  await add(page, site, [call(100, 'First'), gone]);
  await visit(page, site.at('calls/'));
  await sees(page.locator('.filters [role=status]'), '1 call');
  await visit(page, site.at('data/'));
  const text = readFileSync(await (await download(page, 'Save everything as a file')).path(), 'utf8');
  assert.match(text, /"deleted":true/);
});

test('before a file is written what is here is kept as a snapshot, and soon after what came; no setting is told of that changes nothing', async ({ page, site }) => {
  const are = wanted => page.evaluate(async wanted => {
    for (let names = ''; names !== wanted;) {
      await new Promise(requestAnimationFrame);
      names = (await (await caches.open('callcraft-snapshots')).keys()).map(it => it.url.split('-').at(-1)).sort().join();
    }
  }, wanted);
  const settings = { kind: 'settings', body: { me: id(1) } };
  await choose(page, site, file([person(1, 'Maya'), call(100, 'First', { z: 1 }, { rep: id(1) }), settings]));
  await sees(page.getByRole('row', { name: /other settings/ }), '1 here already');
  await sees(page.locator('main'), 'who uses this copy');
  await bring(page);
  await sees(page.locator('.toast'), 'added or renewed');
  // Nothing was here before: there is one with what came.
  await are('1');
  await add(page, site, [call(101, 'Second'), call(102, 'Third')]);
  await are('1,3');
  await visit(page, site.at('data/'));
  await sees(page.getByRole('button', { name: /^Restore this snapshot: .* 1 call, taken by itself…/ }), 'Restore this snapshot…');
});

/** The records of the whole workspace, saved from the page of the data. */
const whole = async page => JSON.parse(readFileSync(await (await download(page, 'Save everything as a file')).path(), 'utf8')).records;

test('who has the name of somebody here is one person with them, if the answer is yes, and the other side follows', async ({ page, site }) => {
  // The manager has typed the rep in; the rep's own copy knows her by another id.
  await add(page, site, [person(1, 'Hannah Brandt'), call(100, 'First', { z: 1 }, { rep: id(1) })], 'mine.json');
  const theirs = [person(2, 'Hannah Brandt'), call(101, 'Second', { b: 1 }, { rep: id(2) })];
  await choose(page, site, file(theirs, 'hers.json'));
  const box = page.getByRole('group', { name: 'Is it the same person?' }).getByRole('checkbox');
  assert.equal(await box.isChecked(), true);
  await axe(page);
  await bring(page);
  await sees(page.locator('.toast'), 'added or renewed');
  await visit(page, site.at('reps/'));
  await page.getByRole('link', { name: 'Hannah Brandt' }).first().waitFor();
  assert.equal(await page.getByRole('link', { name: 'Hannah Brandt' }).count(), 1);
  await page.getByRole('link', { name: 'Hannah Brandt' }).click();
  for (const title of ['First', 'Second']) await page.getByRole('link', { name: title }).waitFor();
  // The record says whom it was, so that nobody is asked where it comes next.
  await visit(page, site.at('data/'));
  assert.deepEqual((await whole(page)).filter(it => it.kind === 'person').map(it => it.body.was), [[id(2)]]);
  await page.getByRole('button', { name: 'Take back hers.json' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
  await sees(page.locator('.toast'), 'Taken back');
  await visit(page, site.at('reps/'));
  await page.getByRole('link', { name: 'Hannah Brandt' }).first().waitFor();
  assert.equal(await page.getByRole('link', { name: 'Hannah Brandt' }).count(), 1);
  assert.equal(await stored(page, site), '1 call, 0 transcripts, 0 scorecards, 1 person');
});

test('a file whose person was somebody here makes them one here too, and who uses this copy stays that person', async ({ page, site }) => {
  await add(page, site, [person(2, 'Hannah Brandt'), call(101, 'Second', { b: 1 }, { rep: id(2) })], 'own.json');
  await visit(page, site.at('data/'));
  await page.getByRole('combobox', { name: /^Cards and changes carry this name/ }).selectOption({ label: 'Hannah Brandt' });
  const joined = person(1, 'Hannah Brandt', { z: 2 });
  joined.body.was = [id(2)];
  await choose(page, site, file([joined, call(102, 'Third', { z: 1 }, { rep: id(1) })]));
  await sees(page.locator('main'), 'Made one elsewhere, and so here: Hannah Brandt.');
  await bring(page);
  await sees(page.locator('.toast'), 'added or renewed');
  await visit(page, site.at('reps/'));
  await page.getByRole('link', { name: 'Hannah Brandt' }).first().waitFor();
  assert.equal(await page.getByRole('link', { name: 'Hannah Brandt' }).count(), 1);
  await visit(page, site.at('data/'));
  assert.deepEqual((await whole(page)).filter(it => it.kind === 'call').map(it => it.body.rep), [id(1), id(1)]);
  const me = page.getByRole('combobox', { name: /^Cards and changes carry this name/ }).locator('option:checked');
  assert.equal(await me.innerText(), 'Hannah Brandt');
});
