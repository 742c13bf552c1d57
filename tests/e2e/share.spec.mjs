// A scorecard on its way to somebody else: as a file, as a document, on paper.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assert, bring, card, choose, DIST, download, item, judge, keeps, line, makeCall, RUBRIC, sees, stored, SUM, test, visit, watch } from './harness/index.mjs';

/** A call with a submitted card, evidence and a word to the rep; the dialog to share it is open. */
async function shared(page, site) {
  const url = await makeCall(page, site);
  await judge(page);
  // Points by hand keep no moments but those that were gone to.
  const moments = card(page).getByRole('button', { name: 'Attach the moments' });
  for (let left = await moments.count(); left > 0; left -= 1) {
    await moments.first().click();
    await page.waitForFunction(left => [...document.querySelectorAll('.crit button')].filter(it => it.textContent === 'Attach the moments').length < left, left);
  }
  await item(page, 'Personalised opener').getByRole('button', { name: 'Comment' }).click();
  await item(page, 'Personalised opener').getByLabel('Comment').fill('The depot in Lund: "nice" <b>find</b> & *true*.');
  await page.getByRole('region', { name: 'Transcript' }).getByText('I saw you opened the depot in Lund').dblclick({ position: { x: 10, y: 10 } });
  await item(page, 'Personalised opener').getByRole('button', { name: 'Attach the selected words' }).click();
  await page.getByRole('region', { name: 'Transcript' }).getByText('last year it cost us roughly').dblclick();
  await item(page, 'Impact quantified').getByRole('button', { name: 'Attach the selected words' }).click();
  await sees(card(page).locator('.score-head'), '18 of 18 evidenced');
  await page.getByLabel('A word to the rep').fill('A call to build on.');
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  await page.getByRole('button', { name: 'Share scorecard' }).click();
  await page.getByRole('dialog', { name: 'Share scorecard' }).waitFor();
  return url;
}

/** What a call's page says: its words, its sum, and each item with points, evidence and texts. */
const picture = page => page.evaluate(() => {
  const texts = (within, selector) => [...within.querySelectorAll(selector)].map(it => it.value ?? it.textContent.trim());
  return {
    title: document.querySelector('h1').textContent,
    words: texts(document, '.turn'),
    sum: texts(document, '.score-head .big b, .score-head .grade, .score summary .pts'),
    items: [...document.querySelectorAll('.crit')].map(it => ({
      title: texts(it, '.crit__title'), given: texts(it, '[aria-pressed="true"]'), evidence: texts(it, '.evidence .moment'), said: texts(it, 'textarea, input'),
    })),
    end: texts(document, '.score > .field textarea'),
  };
});

test('a shared file opens whole in another browser, once', async ({ page, browser, site }) => {
  await shared(page, site);
  await sees(page.getByRole('dialog'), 'Inside: 1 call, 1 transcript, 1 scorecard, 1 person');
  const file = await download(page, 'Save as a file (JSON)');
  // The dialog lies over the edge of the page, and says it too.
  await sees(page.getByRole('dialog').getByRole('status'), /^Saved as /);
  assert.match(file.suggestedFilename(), /^callcraft-discovery-\d{4}-\d\d-\d\d\.json$/);
  const path = await file.path();
  const before = await picture(page);
  assert.equal(before.items.length, 19);
  assert.equal(before.sum[1], SUM.total);
  assert.deepEqual(before.items.flatMap(it => it.evidence).length, 37);

  const other = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const problems = await watch(other, site.origin);
  const there = await other.newPage();
  await choose(there, site, path);
  await there.getByRole('heading', { name: 'discovery', level: 2 }).waitFor();
  for (const one of ['1 call', '1 transcript', '1 scorecard', '1 person']) assert.equal(await line(there, one).innerText(), '1 new');
  await sees(there.locator('main'), 'Nothing has changed yet.');
  assert.equal(await stored(there, site), '0 calls, 0 transcripts, 0 scorecards, 0 people');

  await choose(there, site, path);
  await bring(there);
  await there.waitForURL(/\/call\/\?id=/);
  await sees(card(there), 'A submitted card does not change any more.');
  assert.deepEqual(await picture(there), before);
  assert.equal(there.url(), page.url(), 'the call keeps its address');

  await choose(there, site, path);
  await there.getByRole('button', { name: 'Open', exact: true }).waitFor();
  for (const one of ['1 call', '1 transcript', '1 scorecard', '1 person']) assert.equal(await line(there, one).innerText(), '1 here already');
  assert.equal(await stored(there, site), '1 call, 1 transcript, 1 scorecard, 1 person');
  assert.deepEqual(problems, []);
  await other.close();
});

test('a file that cannot be trusted is refused in a sentence, and nothing changes', async ({ page, site }) => {
  await shared(page, site);
  const text = readFileSync(await (await download(page, 'Save as a file (JSON)')).path(), 'utf8');
  const lines = text.split('\n');
  const before = await stored(page, site);
  for (const [name, content, words] of [
    ['cut.json', text.slice(0, text.length / 2), /^This file is cut off: \d+ records? could be read before it breaks off in line \d+\./],
    ['newer.json', text.replace('"format_version":1', '"format_version":2'), /^This file was made by a newer Callcraft, file version 2; this one reads 1\./],
    ['twice.json', text + text, /^Line \d+ stands after the end of the file/],
    ['other.json', text.replace('"format":"callcraft"', '"format":"another"'), /\.$/],
  ]) {
    await choose(page, site, { name, mimeType: 'application/json', buffer: Buffer.from(content) });
    await sees(page.getByRole('main').getByRole('alert'), words);
    await sees(page.locator('main'), 'Nothing was stored or changed.');
    assert.equal(await stored(page, site), before, name);
  }

  // One record that is wrong does not keep the others out.
  const broken = lines.map(it => it.startsWith('{"kind":"person"') ? it.replace(/"name":"[^"]*"/, '"name":""') : it).join('\n');
  await choose(page, site, { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from(broken) });
  await page.getByText('Left out: 1 record').waitFor();
  await sees(page.getByRole('listitem'), /Line \d+, person .*: body\.name/);
});

/** The title, the total, every item and the quotes; names only where they are wanted. */
async function markdown(page) {
  const file = await download(page, 'Save as Markdown');
  assert.match(file.suggestedFilename(), /^callcraft-discovery-.*\.md$/);
  const text = readFileSync(await file.path(), 'utf8');
  assert.match(text, /^# discovery\n/);
  assert.match(text, new RegExp(`\\*\\*${SUM.total}%\\*\\* \\(B, solid call`));
  assert.match(text, new RegExp(`${SUM.earned} of 95 points earned`));
  for (const [title, items] of RUBRIC) for (const one of [title, ...items]) assert.match(text, new RegExp(`^##+ ${one}`, 'm'));
  assert.match(text, /^> Thanks.* \(00:10\)$/m);
  assert.match(text, /"nice" &lt;b&gt;find&lt;\/b&gt; & \\\*true\\\*/);

  await page.getByLabel('Names left out', { exact: true }).check();
  const nameless = readFileSync(await (await download(page, 'Save as Markdown')).path(), 'utf8');
  assert.doesNotMatch(nameless, /Ada|Moreau|Jonas|Falk/);
}

/** A page that stands alone: no script, no request, not a word in the console. */
async function pageAlone(page, browser) {
  const file = await download(page, 'Save as a page (HTML)');
  assert.match(file.suggestedFilename(), /^callcraft-discovery-.*\.html$/);
  const path = join(tmpdir(), `callcraft-${process.pid}.html`);
  await file.saveAs(path);
  const context = await browser.newContext();
  const alone = await context.newPage();
  const heard = [];
  alone.on('console', it => heard.push(it.text()));
  alone.on('pageerror', it => heard.push(String(it)));
  alone.on('request', it => heard.push(it.url()));
  await alone.goto(pathToFileURL(path).href, { waitUntil: 'networkidle' });
  assert.deepEqual(heard, [pathToFileURL(path).href]);
  assert.equal(await alone.locator('script, link, img, iframe, [style], [onclick]').count(), 0);
  assert.equal(await alone.title(), await alone.getByRole('heading', { level: 1 }).innerText());
  await sees(alone.locator('main'), `${SUM.total}%`);
  await sees(alone.locator('main'), '"nice" <b>find</b> & *true*');
  for (const [, items] of RUBRIC) for (const one of items) assert.equal(await alone.getByRole('heading', { name: one }).count(), 1, one);
  await context.close();
}

/** Printed, there is the scorecard alone. */
async function paper(page) {
  await page.keyboard.press('Escape');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('.paper');
  await paper.waitFor();
  await sees(paper, `${SUM.total}%`);
  await sees(paper, 'Confidential, exported');
  assert.deepEqual(await page.locator('main > *').evaluateAll(all => all.filter(it => it.checkVisibility()).map(it => it.className)), ['paper']);
  for (const part of ['.rail', '.toasts', '.skip']) assert.equal(await page.locator(part).filter({ visible: true }).count(), 0, part);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await paper.waitFor({ state: 'detached' });
}

test('the list of calls begins on its first page, with grades, and says what is picked by hand; a list of reps fits its page', async ({ page, site }) => {
  await visit(page, site.at('sample/calls/'));
  await page.locator('[aria-rowindex]').first().waitFor();
  await page.setViewportSize({ width: 703, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const rows = page.locator('.paper tbody tr');
  await sees(rows.filter({ hasText: 'hand-picked' }).first(), /\d [A-F] /);
  // What is not torn apart and is longer than a page begins on the next.
  assert.equal(await page.locator('.paper table').evaluate(it => getComputedStyle(it).breakInside), 'auto');
  await visit(page, site.at('sample/reps/'));
  const table = page.locator('main table');
  await table.waitFor();
  assert.equal(await table.evaluate(it => it.getBoundingClientRect().right <= it.parentElement.getBoundingClientRect().right), true);
  assert.equal(await page.getByRole('button', { name: 'Add somebody' }).isVisible(), false);
});

test('a scorecard can be read as Markdown, as a page and on paper', async ({ page, browser, site }) => {
  await shared(page, site);
  await markdown(page);
  await page.getByLabel('Names left out', { exact: true }).uncheck();
  await pageAlone(page, browser);
  await paper(page);
});

test('a card with evidence, comments and key moments is one printed page, A4 and Letter', async ({ page, site }) => {
  const team = JSON.parse(readFileSync(new URL('sample/team.json', DIST), 'utf8')).records;
  const call = team.find(it => it.kind === 'call' && it.body.title.startsWith('Fjordkj')).body;
  await visit(page, site.at(`sample/call/?id=${call.id}`));
  await card(page).waitFor();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.locator('.paper', { hasText: 'Key moments for the session' }).waitFor({ state: 'attached' });
  for (const format of ['A4', 'Letter']) {
    const pages = (await page.pdf({ format })).toString('latin1').match(/\/Type\s*\/Page\b/g);
    assert.equal(pages.length, 1, format);
  }
});

test('a card that is full of moments and comments is one printed page, A4 and Letter', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await judge(page);
  await keeps(page, 'scorecards', '"item":"invite"');
  const words = 'Our customer in the north cut their re-deliveries by thirty-one percent in four months, and their team is about your size';
  // As if each item rested on eight moments and had a comment: written into the row that is stored.
  await page.evaluate(async words => {
    const db = await new Promise(done => { indexedDB.open('callcraft').onsuccess = it => done(it.target.result); });
    const store = db.transaction('scorecards', 'readwrite').objectStore('scorecards');
    const row = await new Promise(done => { store.getAll().onsuccess = it => done(it.target.result[0]); });
    const card = JSON.parse(new TextDecoder().decode(row.body));
    for (const [at, answer] of card.body.answers.entries()) {
      answer.comment = `Say it earlier, and wait for the answer. (${at})`;
      answer.evidence = Array.from({ length: 8 }, (_, n) => ({ from: { segment: n, offset: 0 }, to: { segment: n, offset: 9 }, at_ms: (at * 8 + n) * 7000, quote: n % 2 ? words : `${at}.${n} ${words}` }));
    }
    card.body.note = `${words}. `.repeat(2);
    row.body = new TextEncoder().encode(JSON.stringify(card));
    await new Promise(done => { store.put(row).onsuccess = done; });
    db.close();
  }, words);
  await visit(page, url);
  await card(page).waitFor();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.locator('.paper table').waitFor({ state: 'attached' });
  assert.ok(await page.locator('.paper blockquote').count() >= 15, 'what was judged is still shown by its words');
  for (const format of ['A4', 'Letter']) {
    const pages = (await page.pdf({ format })).toString('latin1').match(/\/Type\s*\/Page\b/g);
    assert.equal(pages.length, 1, format);
  }
});
