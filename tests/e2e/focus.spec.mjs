// The ONE focus: proposed with its numbers, chosen, followed over the next calls.
import { assert, axe, card, choose, file, item, judge, keep, keeps, makeCall, sees, side, test, visit } from './harness/index.mjs';

test('a focus is proposed with what it rests on, and any other can be chosen', async ({ page, site }) => {
  await makeCall(page, site);
  await judge(page);
  const focus = card(page).locator('.focus');
  await sees(focus, /Most points lost: Talk ratio, 2 of 10 points on this card, where 10 are expected: 8 lost a call\./);
  await focus.getByRole('button', { name: 'Make it the focus' }).click();
  assert.equal(await focus.getByLabel('ONE focus for the next calls').inputValue(), 'talk-ratio');
  assert.equal(await focus.getByLabel('For how many calls').inputValue(), '5');
  await focus.getByLabel('ONE focus for the next calls').selectOption({ label: 'Benefits over features' });
  await focus.getByLabel('What to do, in a sentence').fill('Name the gain first.');
  assert.equal(await focus.getByLabel('For how many calls').inputValue(), '5');
});

test('a focus shows on the rep\'s page and at the head of the next cards, until its calls are done', async ({ page, site }) => {
  const day = async (name, other, title, date) => {
    await choose(page, site, file(name, 'text/vtt'));
    await page.getByLabel('Ada Moreau is the rep').check();
    await side(page, other, 'Theirs');
    await page.getByLabel('Title').fill(title);
    await page.getByLabel('When', { exact: true }).fill(date);
    return keep(page);
  };
  await day('discovery.vtt', 'Jonas Falk', 'First talk', '2026-03-02T10:00');
  await judge(page);
  const focus = card(page).locator('.focus');
  await focus.getByLabel('ONE focus for the next calls').selectOption({ label: 'Relevant social proof' });
  await focus.getByLabel('What to do, in a sentence').fill('One customer like them, by name.');
  await focus.getByLabel('For how many calls').fill('1');
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');

  await page.getByRole('link', { name: 'Ada Moreau' }).click();
  const now = page.locator('section', { has: page.getByRole('heading', { name: 'Focus now' }) });
  await sees(now, /Relevant social proof.*One customer like them.*0 of 1 calls scored since/s);

  await day('follow-up.srt', 'Britta Oyelaran', 'Second talk', '2026-03-09T10:00');
  const aim = card(page).getByRole('region', { name: 'Focus of the rep' });
  await sees(aim, /In focus: Relevant social proof.*One customer like them, by name\..*0 of 1 calls scored since/s);
  await card(page).locator('summary', { hasText: 'Presentation' }).click();
  await sees(item(page, 'Relevant social proof'), 'In focus');
  await axe(page);
  await judge(page);
  const open = await card(page).locator('.crit.todo').count();
  if (open) await item(page, 'Talk ratio').getByRole('button', { name: '6', exact: true }).click();
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  await page.getByRole('link', { name: 'Ada Moreau' }).click();
  const last = page.locator('section', { has: page.getByRole('heading', { name: 'The last focus' }) });
  await sees(last, /Done: 1 of 1 calls scored since, 60% of its points on average/);
  await sees(last, 'Proposed next');
});

test('the focus of a submitted card is changed from the card and from the rep\'s page; who and when is kept, the seal holds', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await judge(page);
  const focus = card(page).locator('.focus');
  await focus.getByLabel('ONE focus for the next calls').selectOption({ label: 'Talk ratio' });
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  const total = await card(page).locator('.big b').innerText();
  assert.equal(await focus.getByLabel('ONE focus for the next calls').isDisabled(), true);

  await focus.getByRole('button', { name: 'Change the focus' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the focus' });
  await dialog.getByLabel('ONE focus for the next calls').selectOption({ label: 'Benefits over features' });
  await dialog.getByLabel('What to do, in a sentence').fill('Name the gain first.');
  await axe(page);
  await dialog.getByRole('button', { name: 'Keep this focus' }).click();
  await sees(focus, /Changed .* until then: Talk ratio\./);
  assert.equal(await focus.getByLabel('ONE focus for the next calls').inputValue(), 'benefits');
  await keeps(page, 'scorecards', '"refocused":[{"at":');
  await sees(card(page), 'Sealed at submission');
  assert.equal(await card(page).locator('.big b').innerText(), total);

  await page.getByRole('link', { name: 'Ada Moreau' }).click();
  const now = page.locator('section', { has: page.getByRole('heading', { name: 'Focus now' }) });
  await sees(now, /Benefits over features.*Name the gain first\./s);
  await now.getByRole('button', { name: 'Change the focus' }).click();
  await dialog.getByLabel('ONE focus for the next calls').selectOption({ label: 'Invite sent or time fixed' });
  await dialog.getByRole('button', { name: 'Keep this focus' }).click();
  await sees(now, 'Invite sent or time fixed');
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await sees(now, 'Benefits over features');

  await visit(page, url);
  await sees(focus, /until then: Talk ratio\./);
  await focus.getByRole('button', { name: 'Change the focus' }).click();
  await dialog.getByLabel('ONE focus for the next calls').selectOption('');
  await dialog.getByRole('button', { name: 'Keep this focus' }).click();
  await sees(focus, /until then: Benefits over features\./);
  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await focus.getByText('until then: Benefits over features').waitFor({ state: 'detached' });
});
