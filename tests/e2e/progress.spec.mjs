// How a rep is doing: what each rubric says apart, where it changed, and who looks.
import { readFileSync } from 'node:fs';
import { assert, axe, bring, choose, sees, test, visit } from './harness/index.mjs';
import { add, call, file, id, person, stamp } from './harness/records.mjs';

const rubric = key => JSON.parse(readFileSync(new URL(`../../src/domain/rubric/shipped/${key}.json`, import.meta.url), 'utf8'));

/** A manager's submitted card with full or no points. */
function scored(n, of, { key, version, categories }, isFull) {
  const points = it => (isFull ? it.points : 0);
  const given = it => (it.kind === 'yes_no' ? { yes: isFull } : { points: points(it) });
  const answers = categories.flatMap(it => it.items).filter(it => it.points > 0).map(it => ({ item: it.key, given: given(it) }));
  const body = { id: id(n), call: id(of), rubric: { key, version }, role: 'manager', scorer: id(2), state: 'submitted', created_at: '2026-11-01T10:00:00Z', submitted_at: '2026-11-01T11:00:00Z', answers };
  return { kind: 'scorecard', stamp: stamp({ z: 1 }), body };
}

const TEAM = [person(1, 'Hannah Brandt'), { ...person(2, 'Ines Carvalho'), body: { id: id(2), name: 'Ines Carvalho', role: 'manager' } }];
const at = day => ({ rep: id(1), started_at: `2026-10-${day}T09:00:00Z` });

test('the trend is drawn apart where another rubric begins, and points lost are told rubric by rubric', async ({ page, site }) => {
  const [standard, expansion] = [rubric('standard'), rubric('expansion')];
  const calls = ['05', '12', '19'].map((day, n) => call(100 + n, `Call ${n + 1}`, { z: 1 }, at(day)));
  await add(page, site, [...TEAM, ...calls, scored(200, 100, standard, true), scored(201, 101, standard, false), scored(202, 102, expansion, true)]);
  await visit(page, site.at('reps/'));
  await page.getByRole('link', { name: 'Hannah Brandt' }).click();
  const main = page.locator('main');
  await sees(main, /From 19 Oct 2026: Standard rubric 1 → .*expansion 1: another rubric, so the average begins anew\./);
  assert.equal(await page.locator('svg.chart .break').count(), 1);
  await sees(main, 'They were scored by different rubrics, which need not be equally strict.');
  const lost = page.locator('section', { has: page.getByRole('heading', { name: 'Where the points are lost' }) });
  await sees(lost, /By “Standard rubric”\. Means over the last 2 calls\..*By “.*expansion”\. From one call\./s);
  assert.doesNotMatch(await main.innerText(), /did not apply|± [1-9]\d\d/);
  await axe(page);
});

test('who opens the first cards here is asked who they are, and a rep then scores first', async ({ page, site }) => {
  await choose(page, site, file([...TEAM, call(100, 'Birch Foods', { z: 1 }, at('05')), scored(200, 100, rubric('standard'), true)]));
  const grade = page.getByRole('row', { name: /Birch Foods/ });
  // Without an answer nothing is written.
  await page.getByRole('button', { name: 'Add to my workspace' }).click();
  assert.ok(await page.getByRole('combobox', { name: 'Who are you?' }).evaluate(it => it.validity.valueMissing));
  await axe(page);
  await bring(page, 'Hannah Brandt');
  await sees(page.locator('.toast'), 'added or renewed');
  await visit(page, site.at('calls/'));
  await sees(grade, 'Birch Foods');
  assert.doesNotMatch(await grade.innerText(), /100/, 'the list keeps back what the call does');
  await visit(page, site.at(`call/?id=${id(100)}`));
  await page.getByRole('button', { name: 'Manager\'s card' }).click();
  await sees(page.locator('main'), 'Score the call yourself first');
  assert.doesNotMatch(await page.locator('main').innerText(), /100 \/ 100/);
  await visit(page, site.at('data/'));
  const me = page.getByRole('combobox', { name: /^Cards and changes carry this name/ }).locator('option:checked');
  assert.equal(await me.innerText(), 'Hannah Brandt');
});
