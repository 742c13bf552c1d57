// Several cards of one call: of two rubrics, of several scorers, and what stands beside the score.
import { assert, axe, card, item, sees, test, visit } from './harness/index.mjs';
import { add, call, id, person, stamp } from './harness/records.mjs';

const CALL = 100;
const scorecard = (n, role, scorer, rubric, answers, more = {}) => ({
  kind: 'scorecard',
  stamp: stamp({ z: 1 }),
  body: {
    id: id(n), call: id(CALL), rubric, role, scorer: id(scorer), state: 'submitted', created_at: '2026-11-12T11:00:00Z', submitted_at: '2026-11-12T11:20:00Z',
    answers: Object.entries(answers).map(([item, given]) => ({ item, given: typeof given === 'number' ? { points: given } : given })), ...more,
  },
});
const STANDARD = { key: 'standard', version: 1 };
const people = [person(1, 'Ada Moreau'), { ...person(2, 'Mira Holt'), body: { ...person(2, 'Mira Holt').body, role: 'manager' } }];
const theCall = call(CALL, 'Birch, demo', { z: 1 }, { rep: id(1), started_at: '2026-11-12T10:00:00Z' });
const address = site => site.at(`call/?id=${id(CALL)}`);

test('cards of two rubrics side by side say that they differ, what only one asks, and what made a 0', async ({ page, site }) => {
  const one = (key, title, points, more = {}) => ({ key, title, points, ...more });
  const ours = {
    kind: 'rubric', stamp: stamp({ z: 1 }),
    body: {
      key: 'ours', version: 1, title: 'Ours', follows: { rubric: STANDARD },
      categories: [{ key: 'all', title: 'All', items: [one('agenda', 'Agenda with a time commitment', 10), one('invite', 'Invite sent', 5), one('consent', 'Consent asked', 5, { kind: 'yes_no', critical: { effect: 'fails_call' } })] }],
    },
  };
  await add(page, site, [
    ...people, ours, theCall,
    scorecard(11, 'self', 1, STANDARD, { agenda: 0, invite: 5, pacing: 4 }),
    scorecard(12, 'manager', 2, { key: 'ours', version: 1 }, { agenda: 10, invite: 5, consent: 0 }),
  ]);
  await visit(page, address(site));
  await sees(card(page), '“Consent asked” was answered No: the whole call scores 0. Without it the total would be 75.');
  await sees(item(page, 'Consent asked'), 'was answered No: the whole call scores 0.');
  await card(page).getByRole('button', { name: 'Side by side' }).click();
  await sees(card(page), 'Scored by different rubrics, “Standard rubric v1” and “Ours v1”, so the totals cannot be held against each other. 2 items are in both');
  await sees(card(page), 'Manager: “Consent asked” was answered No: the whole call scores 0. Without it the total would be 75.');
  const row = async name => (await card(page).getByRole('row', { name: new RegExp('^' + name) }).getByRole('cell').allInnerTexts()).map(it => it.replace(/\s+/g, ' ').trim());
  assert.deepEqual(await row('Agenda'), ['0 of 5', '10', 'self 100 lower']);
  assert.deepEqual(await row('Consent asked'), ['not asked', '0', '–']);
  await sees(card(page), /Only in “Standard rubric v1” \(Self\): .*Pacing and checks for understanding 4 of 5/);
  assert.equal(await card(page).getByText('You agree').count(), 0);
  await axe(page);
});
