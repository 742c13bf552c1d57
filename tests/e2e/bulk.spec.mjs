// Many transcripts at once: read in a worker, asked about once, kept together, taken back.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, assert, axe, choose, drop, file, makeCall, sees, stored, test, visit } from './harness/index.mjs';

const REPS = ['Ada Moreau', 'Bela Ruiz', 'Cleo Hart'];
const text = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const time = ms => new Date(ms).toISOString().slice(11, 23);

/** A call of one of the reps with a prospect of its own. */
function call(n, cues = 12) {
  const rep = REPS[n % REPS.length];
  const lines = Array.from({ length: cues }, (_, at) => {
    const who = at % 2 ? `Prospect ${String.fromCharCode(65 + n % 26)}${n}` : rep;
    return `${time(at * 4000)} --> ${time(at * 4000 + 3500)}\n<v ${who}>Line ${at} of call ${n}: how do you plan your routes today?</v>\n`;
  });
  return text(`call-${String(n).padStart(3, '0')}.vtt`, 'WEBVTT\n\n' + lines.join('\n'));
}

/** 60 files: 52 calls, of which 4 come twice, 3 broken ones and a table of calls. */
function sixty() {
  const calls = Array.from({ length: 52 }, (_, n) => call(n));
  const twins = calls.slice(0, 4).map(it => ({ ...it, name: 'copy of ' + it.name }));
  const broken = [text('empty.vtt', ''), text('head.vtt', 'WEBVTT\n\n'), { name: 'shot.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1') }];
  const rows = calls.slice(0, 40).map((it, n) => `${it.name};Talk number ${n};2026-03-${String(n % 28 + 1).padStart(2, '0')} 14:30;Company ${n};Demo`);
  const table = text('calls.csv', ['file;title;date;company;type', ...rows, 'lost.vtt;Gone;2026-03-01;Nobody;Demo'].join('\n'));
  return [...calls, ...twins, ...broken, table];
}

const files = page => page.getByRole('table', { name: 'Files' });
const chip = (page, label) => page.getByRole('group', { name: 'Show' }).getByRole('button', { name: label });
const whose = (page, name, answer) => page.getByRole('group', { name: `${name}: whose voice` }).getByRole('button', { name: answer, exact: true });
const read = page => page.getByRole('button', { name: /^Leave these files|^Open other files/ }).waitFor();

test('a text without names among many says what is made of it and what can be done', async ({ page, site }) => {
  await visit(page, site.at('open/'));
  await drop(page, call(1), text('notes.txt', 'How do you plan your routes today?\n\nBy hand, on Mondays mostly.\n\nAnd when somebody is ill?\n'));
  await read(page);
  await sees(files(page).getByRole('row', { name: /notes\.txt/ }), /New.*No names in it: kept in 3 pieces without voices/);
});

test('sixty files are read, asked about with three answers, kept, listed in Calls and taken back', async ({ page, site }) => {
  await visit(page, site.at('open/'));
  const workers = [];
  page.on('worker', it => workers.push(it.url()));
  await drop(page, ...sixty());
  await read(page);
  assert.ok(workers.length === 1 && /worker\.js\?r=\w+&js=/.test(workers[0]), `workers: ${workers}`);
  for (const [label, n] of [['All', 60], ['Side not known', 52], ['Already here', 4], ['Refused', 3], ['Other', 1]]) await chip(page, `${label} ${n}`).waitFor();
  assert.equal(await storedRows(page), 0, 'something was stored before anybody said so');
  await axe(page);

  await page.getByText('Not used in the tables of calls: 1 line').click();
  await sees(page.getByRole('listitem'), 'calls.csv, line 42: no file among these fits: “lost.vtt”');
  await chip(page, 'Refused').click();
  await sees(files(page).getByRole('row', { name: /empty\.vtt/ }), /Refused\. .*empty/);
  await chip(page, 'All').click();
  await sees(files(page).getByRole('row', { name: /call-003\.vtt/ }).first(), 'Talk number 3');

  for (const rep of REPS) await whose(page, rep, 'Our rep').click();
  await chip(page, 'New 52').waitFor();
  await page.getByRole('button', { name: 'Keep 52 calls' }).click();
  await page.getByText('52 calls kept.').waitFor();
  await axe(page);
  await page.getByRole('link', { name: 'See them in Calls' }).click();
  await sees(page.locator('.filters [role=status]'), '52 calls');
  await page.getByLabel('Find calls').fill('Talk number 7');
  const row = page.getByRole('row', { name: /Talk number 7/ });
  await sees(row, 'Bela Ruiz');
  await sees(row, 'Demo');
  await sees(row, '8 Mar 2026');
  await row.getByRole('link').click();
  await page.getByRole('region', { name: 'Scorecard' }).waitFor();

  // The same files again: all of them are here, and the reps are known.
  await drop(page, ...sixty(), call(60), call(61));
  await read(page);
  await chip(page, 'Already here 56').waitFor();
  await chip(page, 'New 2').waitFor();
  await page.getByRole('button', { name: 'Keep 2 calls' }).click();
  await page.getByText('2 calls kept.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await chip(page, 'New 2').waitFor();
  assert.equal(await stored(page, site), '52 calls, 52 transcripts, 0 scorecards, 3 people');
});

const storedRows = page => page.evaluate(async () => {
  const result = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
  const base = await result(indexedDB.open('callcraft'));
  const counts = await Promise.all(['calls', 'people', 'transcripts'].map(name => result(base.transaction(name).objectStore(name).count())));
  base.close();
  return counts.reduce((sum, it) => sum + it);
});

test('what is undone takes the people with it who were made for it', async ({ page, site }) => {
  await makeCall(page, site);
  await drop(page, call(1), call(2), call(3));
  await read(page);
  for (const rep of ['Bela Ruiz', 'Cleo Hart']) await whose(page, rep, 'Our rep').click();
  await page.getByRole('button', { name: 'Keep 3 calls' }).click();
  await page.getByText('3 calls kept.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('3 calls taken back.').waitFor();
  assert.equal(await stored(page, site), '1 call, 1 transcript, 0 scorecards, 1 person');
});

test('the page answers while files are read, and what was read before cancelling can be kept', async ({ page, site }) => {
  await visit(page, site.at('open/'));
  const large = Array.from({ length: 90 }, (_, n) => call(n, 6000));
  await drop(page, ...large);
  const stop = page.getByRole('button', { name: 'Cancel' });
  await stop.waitFor();
  await sees(page.getByRole('status'), /Reading \d+ of 90/);
  // A click is answered while the worker reads on.
  await chip(page, 'All').click();
  await page.waitForFunction(() => document.querySelectorAll('.file-row').length > 2);
  await stop.click();
  await read(page);
  await sees(page.locator('main'), /\d+ files? not read: you cancelled/);
  const shown = Number((await chip(page, 'All').innerText()).match(/\d+/)[0]);
  assert.ok(shown > 0 && shown < 30, `${shown} files were read`);
  assert.equal(await storedRows(page), 0);
  await page.getByLabel(/with a side not known yet, too/).check();
  await page.getByRole('button', { name: `Keep ${shown} call` }).click();
  await page.getByText(`${shown} call${shown > 1 ? 's' : ''} kept.`).waitFor();
  await page.getByRole('link', { name: 'See them in Calls' }).click();
  await sees(page.locator('.filters [role=status]'), `${shown} call`);
});

test('where no worker starts, files are read all the same', { allow: [/worker\.js|Failed to load/] }, async ({ page, site }) => {
  await page.route(/worker\.js/, route => route.abort());
  await visit(page, site.at('open/'));
  await drop(page, call(0), call(1), text('empty.vtt', ''));
  await read(page);
  await chip(page, 'Side not known 2').waitFor();
  await chip(page, 'Refused 1').waitFor();
});

/** Gong's two answers: the words of two calls, and who was on them. */
function gong() {
  const spoken = ids => ids.map((speakerId, at) => ({ speakerId, topic: null, sentences: [{ start: at * 5000, end: at * 5000 + 4000, text: 'Thanks for the time today, how do you plan orders?' }] }));
  const party = (speakerId, name, affiliation, emailAddress) => ({ speakerId, name, affiliation, emailAddress });
  const words = [['77', ['11', '12']], ['78', ['11', '13']]].map(([id, ids]) => text(`words-${id}.json`, JSON.stringify({ callTranscripts: [{ callId: id, transcript: spoken(ids) }] })));
  const ada = party('11', 'Ada Moreau', 'Internal', 'ada@us.example');
  const names = text('names.json', JSON.stringify({ calls: [
    { metaData: { id: '77', title: 'Fjord intro', started: '2026-03-05T10:00:00Z' }, parties: [ada, party('12', 'Jonas Falk', 'External', 'jonas@fjord.example')] },
    { metaData: { id: '78', title: 'Delta demo', started: '2026-03-06T10:00:00Z' }, parties: [ada, party('13', 'Ines Prado', 'Unknown', 'ines@delta.example')] }] }));
  return { words, names };
}

test('Gong’s words and names go together when they are dropped together, and one after the other', async ({ page, site }) => {
  const { words, names } = gong();
  const looks = async () => {
    await read(page);
    const row = name => files(page).getByRole('row', { name });
    for (const text of ['Fjord intro', '5 Mar 2026', 'Ada Moreau, Jonas Falk', 'New']) await sees(row(/words-77/), text);
    for (const text of ['Delta demo', 'Ada Moreau, Ines Prado', 'New']) await sees(row(/words-78/), text);
    await sees(row(/names\.json/), 'Names of speakers');
    await chip(page, 'All 3').waitFor();
  };
  const leave = () => page.getByRole('button', { name: 'Leave these files' }).click();
  await visit(page, site.at('open/'));
  await drop(page, names, ...words);
  await looks();
  await leave();

  // First the names, then the words, one file at a time.
  await drop(page, names);
  await page.getByText('Now add the transcripts').waitFor();
  await drop(page, words[0]);
  await chip(page, 'All 2').waitFor();
  await drop(page, words[1]);
  await looks();
  await leave();

  // First the words.
  await drop(page, words[0]);
  await page.getByText('choose that file together with this one').waitFor();
  await drop(page, names);
  await chip(page, 'All 2').waitFor();
  await drop(page, words[1]);
  await looks();

  await page.getByRole('button', { name: 'Keep 2 calls' }).click();
  await page.getByText('2 calls kept.').waitFor();
  await page.getByRole('link', { name: 'See them in Calls' }).click();
  await sees(page.getByRole('row', { name: /Delta demo/ }), 'Ada Moreau');

  // Her address is remembered: a colleague of hers is known by the domain, in a file that says nothing else.
  await drop(page, text('others.csv', 'speaker,email,text\nUma Roth,uma@us.example,Hello and thanks for the time\nVic Sand,vic@oak.example,Hi\n'));
  const is = (voice, side) => page.getByRole('group', { name: `${voice}: side` }).getByRole('button', { name: side, pressed: true });
  await is('Uma Roth', 'Ours').waitFor();
  await is('Vic Sand', 'Theirs').waitFor();
});

test('a folder is picked whole, and Gong’s names find their transcript whichever file comes first', async ({ page, site }) => {
  const words = { callTranscripts: [{ callId: '77', transcript: ['11', '12'].map((speakerId, at) => ({ speakerId, topic: null, sentences: [{ start: at * 5000, end: at * 5000 + 4000, text: 'Thanks for the time today.' }] })) }] };
  const names = { calls: [{ metaData: { id: '77', title: 'Fjord Supply intro', started: '2026-03-05T10:00:00Z' }, parties: [
    { speakerId: '11', name: 'Ada Moreau', affiliation: 'Internal', emailAddress: 'ada@us.example' }, { speakerId: '12', name: 'Jonas Falk', affiliation: 'External' }] }] };
  const folder = mkdtempSync(join(tmpdir(), 'calls-'));
  mkdirSync(join(folder, 'week 3'));
  const put = (name, content) => writeFileSync(join(folder, name), content);
  put('a-words.json', JSON.stringify(words));
  put('week 3/b-names.json', JSON.stringify(names));
  put('week 3/call.vtt', call(5).buffer);
  put('.hidden', 'nothing');
  const looks = async () => {
    await read(page);
    const row = files(page).getByRole('row', { name: /a-words/ });
    for (const text of ['Fjord Supply intro', 'Ada Moreau, Jonas Falk', 'New']) await sees(row, text);
    await files(page).getByRole('row', { name: /week 3\/call\.vtt/ }).waitFor();
    await chip(page, 'All 3').waitFor();
  };
  await visit(page, site.at('open/'));
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await looks();

  // The same folder, dropped.
  await visit(page, site.at('calls/'));
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data: { items: [], files: [folder], dragOperationsMask: 1 } });
  }
  await looks();
  rmSync(folder, { recursive: true });
});

test('a Callcraft file among many is opened by itself, and the others wait', async ({ page, site }) => {
  const team = { name: 'team.json', mimeType: 'application/json', buffer: readFileSync(new URL('sample/team.json', DIST)) };
  await choose(page, site, [file('discovery.vtt'), team]);
  await read(page);
  await files(page).getByRole('button', { name: 'open it by itself' }).click();
  await page.getByRole('heading', { name: 'A whole workspace' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await files(page).getByRole('row', { name: /discovery\.vtt/ }).waitFor();
});

test('a file of several calls brings in all of them, alone or among others', async ({ page, site }) => {
  await visit(page, site.at('open/'));
  const one = n => ({ callId: `90${n}`, transcript: [0, 1].map(at => ({ speakerId: `${n}${at}`, sentences: [{ start: at * 4000, end: at * 4000 + 3500, text: `Line ${at} of call ${n}: how do you plan your routes today?` }] })) });
  const several = text('gong.json', JSON.stringify({ callTranscripts: [1, 2, 3].map(one) }));
  await drop(page, several);
  await read(page);
  for (const n of [1, 2, 3]) await files(page).getByRole('row', { name: new RegExp(`gong \\(${n} of 3\\)\\.json`) }).waitFor();
  await axe(page);
  await page.getByRole('button', { name: /^Leave these files|^Open other files/ }).click();
  await drop(page, several, call(1));
  await read(page);
  await chip(page, 'All 4').waitFor();
});

test('of a first name among many files it is asked once whether it is the one of ours who has it', async ({ page, site }) => {
  await makeCall(page, site);
  await visit(page, site.at('open/'));
  const named = n => text(`ada-${n}.txt`, `Ada: How do you plan your routes today?\nMarta ${n}: By hand, on Mondays mostly.\nAda: And call ${n} when somebody is ill?\n`);
  await drop(page, named(1), named(2));
  await read(page);
  await page.getByRole('button', { name: 'Yes, Ada Moreau' }).click();
  await page.getByRole('button', { name: 'Yes, Ada Moreau' }).waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Ada is').locator('option:checked').innerText(), 'Ada Moreau');
  await chip(page, 'New 2').waitFor();
  await axe(page);
  await page.getByRole('button', { name: /^Keep 2 calls/ }).click();
  await page.getByRole('status').filter({ hasText: /2 calls/ }).first().waitFor();
  await visit(page, site.at('reps/'));
  await page.getByRole('link', { name: 'Ada Moreau' }).waitFor();
  assert.equal(await page.getByRole('link', { name: /^Ada/ }).count(), 1);
});

test('names nobody has answered for are theirs at once, and can be asked about again', async ({ page, site }) => {
  const talk = (n, ...names) => text(`talk-${n}.vtt`, `WEBVTT\n\n${names.map((it, at) => `00:0${at}:00.000 --> 00:0${at}:09.000\n<v ${it}>Talk ${n} is about routes, says ${it}.\n`).join('\n')}`);
  await visit(page, site.at('open/'));
  await drop(page, talk(1, 'Bela Ruiz', 'Kit Noor', 'Ann Lee'), talk(2, 'Bela Ruiz', 'Kit Noor', 'Bob Day'), talk(3, 'Bela Ruiz', 'Sol Tan', 'Cat May'), talk(4, 'Bela Ruiz', 'Sol Tan', 'Dan Roe'));
  await read(page);
  const all = page.getByRole('button', { name: /^All \d+ names nobody has answered for are theirs$/ });
  assert.equal(await all.count(), 0, 'before anybody of ours is known it would make prospects of our own people');
  await whose(page, 'Bela Ruiz', 'Our rep').click();
  await all.click();
  await chip(page, 'New 4').waitFor();
  await page.getByRole('button', { name: 'Ask about them again' }).click();
  await all.waitFor();
  assert.equal(await chip(page, 'New 4').count(), 0);
});
