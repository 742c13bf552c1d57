// What holds for every page: accessible, named, reached by links and by the browser's own buttons, and apart from the sample.
import { readFileSync } from 'node:fs';
import {
  DIST, assert, axe, card, choose, drop, file, fixture, item, makeCall, ready, sees, side, stored, test, unfold, visit,
} from './harness/index.mjs';

/** Looks at pages one after the other; `look(name)` judges the one that is shown. Fails with all that was found. */
async function each(page, work) {
  const found = [];
  await work(async (name, title) => {
    try {
      await axe(page);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, 'one h1');
      assert.equal(await page.title(), `${title} · Callcraft`);
    } catch (error) {
      found.push(`${name}: ${error.message}`);
    }
  });
  if (found.length) throw new Error(found.join('\n\n'));
}

const FOLDERS = [['', 'Home'], ['open/', 'Open a file'], ['calls/', 'Calls'], ['call/', 'Call'], ['reps/', 'Reps'], ['rep/', 'Rep'], ['rubrics/', 'Rubrics'], ['data/', 'Data'], ['help/', 'Help']];

test('every page is accessible while nothing is stored', ({ page, site }) => each(page, async look => {
  for (const [folder, title] of FOLDERS) {
    await visit(page, site.at(folder));
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (folder === 'rubrics/') for (const part of await page.locator('main details').all()) await part.locator('summary').click();
    if (folder === '') {
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByLabel('Your name').waitFor();
    }
    await look(folder, title);
  }
}));

test('the pages on which a file is opened are accessible', ({ page, site }) => each(page, async look => {
  await choose(page, site, fixture('discovery.vtt'));
  await page.getByRole('heading', { name: 'Who is who?' }).waitFor();
  await page.getByText(/^1 line to know of/).click();
  await look('who is who', 'Open a file');
  await choose(page, site, { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG', 'latin1') });
  await page.getByRole('main').getByRole('alert').waitFor();
  await look('a refused file', 'Open a file');
  await choose(page, site, new URL('sample/team.json', DIST).pathname);
  await page.getByRole('heading', { name: 'A whole workspace' }).waitFor();
  await look('a workspace', 'Open a file');
}));

test('a call and its card are accessible', ({ page, site }) => each(page, async look => {
  await makeCall(page, site);
  await item(page, 'Personalised').getByRole('button', { name: '4', exact: true }).click();
  await item(page, 'Agenda').getByRole('button', { name: 'Accept' }).click();
  await item(page, 'Credibility').getByRole('button', { name: 'Not applicable' }).click();
  await item(page, 'Credibility').getByText('What to look for').click();
  for (const title of ['Discovery', 'Presentation', 'Objection', 'Closing']) await unfold(page, title);
  await page.getByRole('region', { name: 'Transcript' }).getByRole('searchbox').fill('petra');
  await look('a call', 'Call');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Scorecard', exact: true }).click();
  await item(page, 'Agenda').waitFor();
  await look('a card on a narrow screen', 'Call');
}));

test('the dialogs of a call are accessible, named, and give the focus back', ({ page, site }) => each(page, async look => {
  await makeCall(page, site);
  for (const [button, name] of [[/^Keys/, 'Keys'], ['Edit details', 'Call details'], ['Share scorecard', 'Share scorecard'], ['51%', 'Talk ratio']]) {
    const opener = page.getByRole('button', { name: button });
    await opener.click();
    await page.getByRole('dialog', { name }).waitFor();
    await look(name, 'Call');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name }).waitFor({ state: 'hidden' });
    assert.equal(await opener.evaluate(it => it === document.activeElement), true, name);
  }
}));

test('the lists are accessible with one call in them', ({ page, site }) => each(page, async look => {
  await makeCall(page, site);
  await page.getByRole('link', { name: 'Ada Moreau' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ada Moreau' }).waitFor();
  await look('a rep', 'Rep');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('First day in the job').fill('2026-01-12');
  await look('a rep, being changed', 'Rep');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: /^Against the level/ }).waitFor();
  await look('a rep with a level', 'Rep');
  for (const [folder, title] of FOLDERS.filter(([folder]) => ['', 'calls/', 'reps/', 'data/'].includes(folder))) {
    await visit(page, site.at(folder));
    await page.locator('main').locator('p, a, span').getByText(/1 call|Ada Moreau/).first().waitFor();
    await look(folder, title);
  }
}));

const team = JSON.parse(readFileSync(new URL('sample/team.json', DIST), 'utf8')).records;
const bodies = kind => team.filter(it => it.kind === kind).map(it => it.body);
const words = new Map(bodies('transcript').map(it => [it.call, it.transcript]));
const calls = bodies('call');
const CALLS = [
  ['a call with its words', calls.find(it => words.has(it.id) && it.language === 'en' && words.get(it.id).precision === 'segment'), 'Timeline of the call', /Talk ratio\s*\d+%/],
  ['a German call', calls.find(it => words.has(it.id) && it.language === 'de'), 'Timeline of the call', /Questions\s*\d+/],
  ['a call without times', calls.find(it => words.get(it.id)?.precision === 'none'), 'Timeline of the call', 'not measurable'],
  ['a call that was not to be recorded', calls.find(it => it.consent === 'declined'), 'Notes', 'declined to be recorded'],
];
test('the calls of the sample are accessible, and say what they are', ({ page, site }) => each(page, async look => {
  for (const [name, call, part, says] of CALLS) {
    assert.ok(call, `the sample has ${name}`);
    await visit(page, site.at(`sample/call/?id=${call.id}`));
    await page.getByRole('heading', { level: 1, name: call.title }).waitFor();
    await sees(page.getByRole('region', { name: part }), says);
    await card(page).waitFor();
    await look(name, 'Call');
  }
}));

test('the lists of the sample are accessible', ({ page, site }) => each(page, async look => {
  for (const [folder, title, there] of [
    ['', 'Home', page.getByRole('heading', { name: /^Scored last/ })],
    ['calls/', 'Calls', page.getByRole('row').nth(5)],
    ['reps/', 'Reps', page.getByRole('link', { name: bodies('person').find(it => it.role === 'rep').name })],
  ]) {
    await visit(page, site.at('sample/' + folder));
    await there.waitFor();
    await look(folder, title);
  }
  await page.locator('main table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Call score' }).waitFor();
  await look('a rep', 'Rep');
}));

test('after a link was followed, the page has the focus and a name of its own; back and forward keep up', async ({ page, site }) => {
  await visit(page, site.root);
  const nav = page.getByRole('navigation', { name: 'Main' });
  const here = async (folder, title) => {
    await page.waitForURL(site.at(folder));
    await page.waitForFunction(title => document.title === title, `${title} · Callcraft`);
    await page.waitForFunction(() => document.activeElement?.id === 'main');
    await sees(nav.locator('a[aria-current="page"]'), title);
  };
  for (const [folder, title] of [['calls/', 'Calls'], ['reps/', 'Reps'], ['rubrics/', 'Rubrics'], ['data/', 'Data'], ['help/', 'Help']]) {
    await nav.getByRole('link', { name: title }).click();
    await here(folder, title);
  }
  await page.goBack();
  await here('data/', 'Data');
  await page.goBack();
  await here('rubrics/', 'Rubrics');
  await page.goForward();
  await here('data/', 'Data');
});

test('the skip link leads past the navigation', async ({ page, site }) => {
  await visit(page, site.at('calls/'));
  // The page stands, not only its frame: there is something in it to go to.
  await page.locator('main').getByRole('button').or(page.locator('main').getByRole('link')).first().waitFor();
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Skip to the content' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'main');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), true);
  assert.equal(page.url(), site.at('calls/'));
});

test('an id that nobody has is said to be unknown, with a way on', async ({ page, site }) => {
  for (const [address, heading] of [
    ['call/?id=01JZZZZZZZZZZZZZZZZZZZZZZZ', 'No such call'], ['call/?id=%00%22', 'No such call'],
    ['rep/?id=01JZZZZZZZZZZZZZZZZZZZZZZZ', 'No such rep'], ['rep/?id=-', 'No such rep'],
    ['sample/call/?id=01JZZZZZZZZZZZZZZZZZZZZZZZ', 'No such call'],
  ]) {
    await visit(page, site.at(address));
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.locator('main').getByRole('link', { name: /^All / }).click();
    await page.waitForURL(/\/(calls|reps)\/$/);
  }
});

test('a filter of the list of calls is in its address', async ({ page, site }) => {
  await visit(page, site.at('sample/calls/'));
  await page.getByLabel('Find calls').fill(calls[0].company);
  await page.waitForURL(/find=/);
  await sees(page.getByRole('status'), / of \d+ calls/);
  const said = await page.locator('.filters [role=status]').innerText();
  await page.reload();
  await sees(page.locator('.filters [role=status]'), said);
  assert.equal(await page.getByLabel('Find calls').inputValue(), calls[0].company);
});

test('the sample and the own workspace do not mix', async ({ page, site }) => {
  const url = await makeCall(page, site);
  const own = await stored(page, site);
  const id = new URL(url).search;

  // In the sample the call does not exist; one that is made there does not exist outside.
  await visit(page, site.at('sample/calls/'));
  await sees(page.locator('.filters [role=status]'), `${calls.length} calls`);
  await sees(page.locator('main'), 'Sample data.');
  await visit(page, site.at('sample/call/' + id));
  await page.getByRole('heading', { name: 'No such call' }).waitFor();

  await drop(page, file('follow-up.srt'));
  await page.waitForURL(site.at('sample/open/'));
  await page.getByLabel('Ada Moreau is the rep').check();
  await side(page, 'Britta Oyelaran', 'Theirs');
  await page.getByRole('button', { name: 'Open the call' }).click();
  await page.waitForURL(/\/sample\/call\/\?id=/);
  const other = new URL(page.url()).search;
  await page.getByRole('link', { name: 'Leave the sample' }).click();
  await page.waitForURL(site.root);
  await ready(page);
  await sees(page.locator('main'), '1 call · 1 rep');
  await visit(page, site.at('call/' + other));
  await page.getByRole('heading', { name: 'No such call' }).waitFor();
  assert.equal(await stored(page, site), own);
});
