// What holds with ten thousand calls, with a transcript that has no end, and in two tabs at once.
import { SUM, assert, card, choose, fill, inView, item, judge, keep, keeps, makeCall, sees, side, test, visit } from './harness/index.mjs';

const CALLS = 10_000;
/** As it is shown. */
const TOLD = '10,000';

test('ten thousand calls are listed, scrolled, found and sorted with few rows in the document', async ({ page, site }) => {
  await visit(page, site.at('data/'));
  await page.getByRole('heading', { name: 'Stored here' }).waitFor();
  await fill(page, CALLS);
  await visit(page, site.at('calls/'));
  const status = page.locator('.filters [role=status]');
  const few = async () => {
    const rows = await page.getByRole('row').count();
    assert.ok(rows > 2 && rows <= 60, `${rows} rows`);
  };
  await sees(status, `${TOLD} calls`);
  assert.equal(await page.getByText('could not be read').count(), 0);
  await inView(page.getByRole('row', { name: /Call number 0 / }));
  await few();

  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await inView(page.getByRole('row', { name: new RegExp(`Call number ${CALLS - 1} `) }));
  await few();
  assert.equal(await page.getByRole('row').last().getAttribute('aria-rowindex'), String(CALLS + 1));

  await page.getByLabel('Find calls').fill('number 4242');
  await sees(status, `1 of ${TOLD} calls`);
  await inView(page.getByRole('row', { name: /Call number 4242 / }));
  await page.getByLabel('Find calls').fill('');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('checkbox', { name: /^Scored/ }).check();
  await sees(status, `1,000 of ${TOLD} calls`);
  await page.getByRole('columnheader', { name: 'Score' }).getByRole('button').click();
  await page.waitForURL(/sort=score/);
  await few();
  await page.getByRole('row', { name: /Call number 0 / }).or(page.getByRole('row').nth(1)).first().waitFor();

  // A call among so many opens like any other.
  await page.getByRole('row').nth(1).getByRole('link').click();
  await card(page).waitFor();
});

test('a transcript of forty thousand lines opens, scrolls and is searched with few elements in the document', async ({ page, site }) => {
  const time = ms => new Date(ms).toISOString().slice(11, 23);
  const cues = Array.from({ length: 40_000 }, (_, n) => {
    const words = n % 4000 === 3999 ? `The needle number ${(n + 1) / 4000} lies here.` : 'Some words about routes.';
    return `${time(n * 2000)} --> ${time(n * 2000 + 1800)}\n<v ${n % 2 ? 'Jonas Falk' : 'Ada Moreau'}>${words}</v>\n`;
  });
  await choose(page, site, { name: 'endless.vtt', mimeType: 'text/vtt', buffer: Buffer.from('WEBVTT\n\n' + cues.join('\n')) });
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Jonas Falk', 'Theirs');
  await keep(page);
  const words = page.getByRole('region', { name: 'Transcript' });
  const small = async () => {
    const elements = await words.locator('*').count();
    assert.ok(elements > 30 && elements < 5000, `${elements} elements`);
  };
  await words.locator('.turn').first().waitFor();
  await small();

  await words.getByRole('searchbox').fill('needle');
  await sees(words.getByRole('status'), '1 of 10');
  await inView(words.locator('.turn', { hasText: 'The needle number 1 lies here.' }));
  await words.getByRole('button', { name: 'Previous hit' }).click();
  await sees(words.getByRole('status'), '10 of 10');
  await inView(words.locator('.turn', { hasText: 'The needle number 10 lies here.' }));
  await small();

  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await page.waitForFunction(() => {
    const at = [...document.querySelectorAll('.turn .at')].map(it => it.textContent);
    return at.some(it => it.startsWith('11:'));
  });
  await small();
});

test('what is done in one tab is seen in the other without a reload', async ({ page, context, site }) => {
  await makeCall(page, site);
  const list = await context.newPage();
  await visit(list, site.at('calls/'));
  // Only the tab in front is drawn.
  const seen = async (name, text) => {
    await list.bringToFront();
    await sees(list.getByRole('row', { name }), text);
    await page.bringToFront();
  };
  await seen(/discovery/, 'not scored');
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await seen(/discovery/, 'draft');
  await judge(page);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await seen(/discovery/, `${SUM.total} B`);

  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('Renamed in the first tab');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await seen(/Renamed in the first tab/, 'Ada Moreau');
});

test('a card that is open in two tabs keeps what was given in either', async ({ page, context, site }) => {
  const url = await makeCall(page, site);
  const other = await context.newPage();
  await visit(other, url);
  await item(other, 'Agenda').waitFor();
  await page.bringToFront();
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await keeps(page, 'scorecards', '"item":"agenda","given":{"points":3}');
  await other.bringToFront();
  await item(other, 'Agenda').getByRole('button', { name: '3', exact: true, pressed: true }).waitFor();
  await item(other, 'Credibility').getByRole('button', { name: '2', exact: true }).click();
  await keeps(other, 'scorecards', '"item":"credibility","given":{"points":2}');
  await other.reload();
  for (const [title, points] of [['Agenda', '3'], ['Credibility', '2']]) {
    await item(other, title).getByRole('button', { name: points, exact: true, pressed: true }).waitFor();
  }
});

test('what is heard in the words of many calls can be stopped and gone on with, and is known at the next visit', async ({ page, site }) => {
  await visit(page, site.at('data/'));
  await page.getByRole('heading', { name: 'Stored here' }).waitFor();
  await fill(page, 300, { turns: 20 });
  // The worker does not arrive before it is let.
  let arrive;
  const wait = new Promise(done => { arrive = done; });
  await page.route('**/worker.js*', async route => { await wait; await route.continue(); });
  await visit(page, site.at('calls/'));
  await page.getByRole('button', { name: 'Filters' }).click();
  const hearing = page.locator('.hearing');
  await sees(hearing, 'Reading the words for signals: 0 of 300 calls.');
  await hearing.getByRole('button', { name: 'Stop' }).click();
  await sees(hearing, 'The words are not all read');
  await hearing.getByRole('button', { name: 'Go on' }).click();
  arrive();
  await hearing.waitFor({ state: 'detached' });
  const words = page.getByRole('group', { name: 'In the words' });
  await sees(words.locator('label', { hasText: 'Invites' }), 'Invites and times 12');
  await keeps(page, 'meta', '"calls":[[');

  // The words are gone; what was heard in them is known.
  await page.evaluate(async () => {
    const result = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
    const base = await result(indexedDB.open('callcraft'));
    await result(base.transaction('transcripts', 'readwrite').objectStore('transcripts').clear());
    base.close();
  });
  await visit(page, site.at('calls/?signal=invite'));
  await sees(page.locator('.filters [role=status]'), '12 of 300 calls');
  assert.equal(await hearing.count(), 0);
});
