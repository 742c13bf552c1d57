// No text becomes a page or a program: whatever a file brings or a person types, in every field, on every page.
import { readFileSync } from 'node:fs';
import { assert, bring, card, choose, fixture, item, keeps, makeCall, sees, test, visit } from './harness/index.mjs';
import { id } from './harness/records.mjs';

/** What tries to become a page or a program. */
const ATTACKS = [
  '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '"><svg onload=alert(1)>', "javascript:alert(1)", '<iframe srcdoc="<script>alert(1)</script>">',
  '{{constructor.constructor("alert(1)")()}}', '</textarea><script>alert(1)</script>', '<style>*{display:none}</style>', '__proto__', '<a href="javascript:alert(1)">x</a>',
];
let next = 0;
const attack = () => ATTACKS[next++ % ATTACKS.length];

/** Watches the page; gives a function that fails where something has become a part of the page, or asked something. */
async function guard(page) {
  let dialogs = 0, looks = 0;
  page.on('dialog', it => { if (it.type() === 'beforeunload') return it.accept(); dialogs += 1; return it.dismiss(); });
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', () => { window.violated = (window.violated ?? 0) + 1; }));
  const MADE = 'main script, dialog script, .toasts script, iframe, object, embed, img[src="x"], [onload], [onerror], [onclick], body style, a[href^="javascript:" i]';
  const look = async where => {
    looks += 1;
    const found = await page.evaluate(made => [window.violated ?? 0, ...[...document.querySelectorAll(made)].map(it => it.outerHTML)], MADE);
    assert.deepEqual([dialogs, ...found], [0, 0], where);
  };
  return Object.assign(look, { looks: () => looks });
}

/** Opens whatever on the page folds. */
const unfoldAll = page => page.evaluate(() => { for (const it of document.querySelectorAll('details')) it.open = true; });

/** What a file of ours may hold in these fields is one of a few words, or the id of something. */
const FIXED = new Set([
  'id', 'key', 'kind', 'kinds', 'role', 'state', 'at', 'created_at', 'submitted_at', 'started_at', 'start_date', 'until', 'call', 'rep', 'manager', 'person', 'scorer',
  'card', 'dispute', 'reply_to', 'item', 'accepted', 'metric', 'format', 'precision', 'side', 'picked', 'zone', 'consent', 'origin', 'effect', 'purpose', 'levels',
  'detectors', 'renamed', 'apart', 'against', 'language', 'hash', 'transcript_hash', 'quote', 'checks', 'recording_fingerprint',
]);

/** The record of every field, with an attack in each text. Words keep their places: theirs stand at the end. */
function spoilt() {
  const file = JSON.parse(readFileSync(new URL('../fixtures/exchange/every-field.json', import.meta.url), 'utf8'));
  let fields = 0;
  const spoil = (value, name, within) => {
    if (typeof value === 'string') {
      if (FIXED.has(name) || FIXED.has(within) && within !== 'checks' || /^01JD/.test(value) || (name === 'outcome' && within === 'rulings') || (name === 'about' && within === 'rules')) return value;
      fields += 1;
      return within === 'segments' ? `${value} ${attack()}` : `${attack()} ${value}`;
    }
    if (Array.isArray(value)) return value.map(it => spoil(it, name, typeof it === 'object' ? name : within));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, spoil(it, key, name)]));
    return value;
  };
  for (const record of file.records) {
    if (record.stamp?.by) record.stamp.by = attack();
    if (record.kind === 'erasure') record.body.why = attack();
    else if (!record.stamp?.deleted) record.body = spoil(record.body, '', '');
  }
  // A moment that quotes an attack.
  const words = file.records.find(it => it.kind === 'transcript').body.transcript.segments[0].text;
  const from = Buffer.byteLength('How much of the week goes there? ');
  file.records.find(it => it.kind === 'scorecard').body.key_moments.push({
    moment: { from: { segment: 0, offset: from }, to: { segment: 0, offset: Buffer.byteLength(words) }, at_ms: 0, quote: words.slice(from) }, why: attack(),
  });
  return { fields, buffer: Buffer.from(JSON.stringify(file)) };
}

test('no text of a file becomes a page or a program, in any field on any page', async ({ page, site }) => {
  const look = await guard(page);
  const { fields, buffer } = spoilt();
  await choose(page, site, { name: ATTACKS[0] + '.json', mimeType: 'application/json', buffer });
  await sees(page.locator('main'), 'Nothing has changed yet.');
  await unfoldAll(page);
  await look('the preview');
  assert.equal(await page.getByText(/^Left out/).count(), 0, 'every record is used');
  await bring(page);
  await page.waitForURL(/\/calls\//);
  const pages = ['', 'calls/', `call/?id=${id(100)}`, 'reps/', `rep/?id=${id(2)}`, 'rubrics/', 'rubric/?id=quick@2', 'rubric/?id=deep@3', 'rubric/?id=deep@3&edit', 'signals/', 'data/', 'help/', 'open/'];
  for (const name of pages) {
    await visit(page, site.at(name));
    await page.locator('main h1').first().waitFor();
    await unfoldAll(page);
    await look(name);
  }
  console.log(`     ${fields} fields of a file, ${look.looks()} looks`);
  assert.ok(fields > 60, `${fields} fields`);
});

/** Types an attack into every text field of a part of the page. */
async function typeAll(part) {
  let typed = 0;
  for (const field of await part.locator('input[type=text]:not([readonly]), input[type=search], textarea:not([readonly])').all()) {
    if (!await field.isVisible() || !await field.isEnabled()) continue;
    await field.fill(attack());
    await field.dispatchEvent('change');
    typed += 1;
  }
  return typed;
}

test('nothing that is typed, and no name of a file or folder, becomes a page or a program', async ({ page, site }) => {
  const look = await guard(page);
  let typed = 0;
  await page.addInitScript(name => {
    // A folder of a name that no disk would take; the browser tells nothing else of it.
    window.showDirectoryPicker = async () => ({ kind: 'directory', name });
  }, ATTACKS[0]);
  const dialog = page.getByRole('dialog');

  // Who uses this copy, and the reps.
  await visit(page, site.root);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('Your name').waitFor();
  typed += await typeAll(page.locator('main'));
  await page.locator('main form button[type=submit]').click();
  await page.locator('main h1', { hasText: 'What is next' }).or(page.locator('main h1')).first().waitFor();
  await look('who uses it');

  // Files: refused, one, and two at once.
  const text = name => `[00:01] ${ATTACKS[0]}: ${attack()} Can we start?\n[00:09] ${name}: Yes. ${attack()}\n[00:15] ${ATTACKS[0]}: Good, thanks.\n`;
  const named = (name, body) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(body) });
  await choose(page, site, named(ATTACKS[2] + '.json', `{"${ATTACKS[1]}":"${ATTACKS[4].replaceAll('"', '')}"}`));
  await page.getByRole('main').getByRole('alert').waitFor();
  await look('a refused file');
  await choose(page, site, [named(ATTACKS[0] + '.txt', text(ATTACKS[5])), named(ATTACKS[7] + '.txt', text('Jonas Falk'))]);
  await page.getByRole('region', { name: 'Keep' }).waitFor();
  await unfoldAll(page);
  await look('two files at once');
  // What is no name to a text is one where a field says so.
  const voices = [ATTACKS[0], ATTACKS[2], ATTACKS[0]].map((speaker, at) => ({ speaker, start: at * 8, end: at * 8 + 7, text: `${attack()} Can we start?` }));
  await choose(page, site, named(ATTACKS[0] + '.json', JSON.stringify(voices)));
  await page.getByRole('heading', { name: 'Who is who?' }).waitFor();
  typed += await typeAll(page.locator('main'));
  await look('who is who');

  // A call: its card, its words, its facts, its documents.
  const url = await makeCall(page, site);
  for (const part of await card(page).locator('details').all()) await part.evaluate(it => { it.open = true; });
  for (const [title, button] of [['Agenda', 'Comment'], ['Credibility', 'Not applicable']]) await item(page, title).getByRole('button', { name: button }).click();
  await card(page).getByRole('button', { name: 'Make it the focus' }).click();
  await page.getByRole('region', { name: 'Transcript' }).locator('.turn .at').first().click();
  await page.keyboard.press('c');
  await page.locator('#comment-words').waitFor();
  typed += await typeAll(page.locator('main'));
  await page.getByRole('button', { name: 'Keep the comment' }).click();
  await page.keyboard.press('m');
  await page.getByLabel('Why this moment is for the session').fill(attack());
  await look('a card');
  await page.getByRole('button', { name: 'Edit details' }).click();
  typed += await typeAll(dialog);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Share scorecard' }).click();
  await dialog.getByText(/^Inside: /).waitFor();
  await dialog.getByLabel('Closed with a passphrase').check();
  typed += await typeAll(dialog);
  await look('handing a card over');
  await visit(page, url);
  await unfoldAll(page);
  await look('the call again');

  // Lists: a search, a view, tags for many, a rep.
  await visit(page, site.at('calls/'));
  await page.getByLabel('Find calls').fill('e');
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByLabel('Name of the view').fill(ATTACKS[0]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Delete this view' }).waitFor();
  await page.getByRole('checkbox', { name: /^Select / }).first().check();
  typed += await typeAll(page.locator('main'));
  await look('the list of calls');
  await visit(page, site.at('reps/'));
  await page.locator('main a[href*="rep/?id="]').last().click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  typed += await typeAll(dialog);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await look('a rep');

  // What calls are searched for, and scored by: every line of the editor.
  await visit(page, site.at('signals/'));
  await page.locator('main button.primary').click();
  typed += await typeAll(page.locator('main'));
  await look('a signal of the team');
  await visit(page, site.at('rubric/?id=standard@1&edit'));
  const outline = page.getByRole('region', { name: 'Outline', exact: true });
  await outline.locator('.line .link').first().waitFor();
  for (let at = 0; at < 4; at += 1) {
    await outline.locator('.line .link').nth(at).click();
    typed += await typeAll(page.getByRole('region', { name: 'Fields', exact: true }));
  }
  await unfoldAll(page);
  await look('the editor of rubrics');

  // Where the data is: the folder, what was deleted, the fields for erasing.
  await visit(page, site.at('data/'));
  await page.getByRole('button', { name: 'Choose a folder for backups' }).click();
  await sees(page.locator('.toast'), `into the folder “${ATTACKS[0]}”`);
  typed += await typeAll(page.locator('main'));
  await look('the data page');
  await visit(page, url);
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await sees(page.locator('.toast'), 'Undo');
  await look('a call that is deleted');
  for (const name of ['data/', '', 'reps/', 'rubrics/', 'calls/', 'recover.html']) {
    if (name.endsWith('.html')) await page.goto(site.at(name)); else await visit(page, site.at(name));
    await page.locator('main h1').first().waitFor();
    await look(name);
  }
  console.log(`     ${typed} fields typed into, ${look.looks()} looks`);
  assert.ok(typed > 40, `${typed} fields`);
});
