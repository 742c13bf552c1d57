// A rep disputes the manager's card; its scorer rules; the original is kept.
import { assert, axe, card, item, judge, keeps, makeCall, sees, test, unfold, visit } from './harness/index.mjs';

const disputed = page => card(page).getByRole('region', { name: 'Dispute' });

test('items are disputed with reason and evidence, ruled on one by one, and the card as submitted is kept', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await judge(page);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  const total = await card(page).locator('.big b').innerText();
  await card(page).getByRole('button', { name: 'Dispute this card' }).click();
  const should = title => item(page, title).getByRole('group', { name: 'Should be' });
  await should('Credibility').getByRole('button', { name: '4', exact: true }).click();
  await page.getByRole('region', { name: 'Transcript' }).getByText('last year it cost us roughly').dblclick();
  await should('Credibility').getByRole('button', { name: 'Attach the selected words to this value' }).click();
  await should('Credibility').getByRole('listitem').first().waitFor();
  await should('Personalised opener').getByRole('button', { name: '5', exact: true }).click();
  assert.equal(await should('Personalised opener').getByRole('button', { name: '4', exact: true }).isDisabled(), true, 'what was given is no proposal');
  await sees(card(page), 'Your dispute: 2 items.');
  await card(page).getByRole('button', { name: 'Raise the dispute' }).click();
  await sees(page.locator('.toast'), 'a dispute needs a reason');

  // Half a dispute is not lost.
  await page.reload();
  await card(page).getByRole('button', { name: 'Dispute this card' }).click();
  await sees(card(page), 'Your dispute: 2 items.');
  await card(page).getByLabel('Why', { exact: true }).fill('The depot was in the news, and I told them of Nordfrost.');
  await card(page).getByRole('button', { name: 'Raise the dispute' }).click();
  await sees(disputed(page), /Disputed by Ada Moreau.*The depot was in the news/s);
  await sees(disputed(page), 'Credibility by relevant proof: 2 → 4');
  await keeps(page, 'scorecards', 'The depot was in the news');
  await axe(page);

  await visit(page, site.at('calls/?dispute=open'));
  await sees(page.getByRole('row'), 'disputed');
  await visit(page, url);

  await disputed(page).getByRole('checkbox', { name: /^Credibility/ }).uncheck();
  await disputed(page).getByRole('button', { name: 'Accept the ticked values' }).click();
  await sees(page.locator('.toast'), 'Say why');
  await disputed(page).getByLabel('In your words').fill('The depot, yes. Nordfrost is not like them.');
  await disputed(page).getByRole('button', { name: 'Accept the ticked values' }).click();
  await sees(disputed(page), /Partly accepted.*Nordfrost is not like them/s);
  await sees(card(page), 'Dispute resolved');
  await item(page, 'Personalised opener').getByRole('button', { name: '5', exact: true, pressed: true }).waitFor();
  await sees(item(page, 'Personalised opener'), '4 when it was submitted, 5 since the ruling.');
  await sees(card(page), 'Sealed at submission');
  assert.notEqual(await card(page).locator('.big b').innerText(), total);

  await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await disputed(page).getByRole('button', { name: 'Accept', exact: true }).waitFor();
  assert.equal(await card(page).locator('.big b').innerText(), total);
});

test('every kind of answer can be disputed: sub-checks, a count, yes or no, a level, words', async ({ page, site }) => {
  const one = (key, title, points, kind) => ({ key, title, points, kind });
  const items = [
    one('agenda', 'Agenda parts', 4, { checklist: { checks: [{ key: 'time', title: 'How long' }, { key: 'end', title: 'What for' }] } }),
    one('asked', 'Questions asked', 5, { count: { thresholds: [{ at_least: 3, points: 2 }, { at_least: 5, points: 5 }] } }),
    one('fixed', 'Next date fixed', 5, 'yes_no'),
    one('tone', 'Tone', 6, { anchored: { anchors: [{ points: 0, says: 'Cold' }, { points: 3, says: 'Polite' }, { points: 6, says: 'Warm' }] } }),
    one('words', 'In words', 0, 'text'),
  ];
  const rubric = { key: 'kinds', version: 1, title: 'Every kind', categories: [{ key: 'all', title: 'All', items }] };
  await visit(page, site.at('rubrics/'));
  await page.getByLabel('Read from a file').setInputFiles({ name: 'kinds.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(rubric)) });
  await page.getByRole('heading', { level: 1, name: 'Every kind v1' }).waitFor();
  await makeCall(page, site);
  await card(page).getByLabel('Rubric').selectOption({ label: 'Every kind v1' });
  await unfold(page, 'All');
  await item(page, 'Agenda parts').getByLabel('How long').check();
  await item(page, 'Questions asked').getByRole('spinbutton').fill('3');
  await item(page, 'Next date fixed').getByRole('button', { name: 'No', exact: true }).click();
  await item(page, 'Tone').getByRole('button', { name: '3', exact: true }).click();
  await item(page, 'In words').getByLabel('In words').fill('A good listener.');
  await sees(card(page).locator('.big'), /^35 \/ 100/);
  await card(page).getByRole('button', { name: 'Submit score' }).click();

  await card(page).getByRole('button', { name: 'Dispute this card' }).click();
  const should = title => item(page, title).getByRole('group', { name: 'Should be' });
  // The checks begin from what was given; the same as was given is no proposal.
  assert.equal(await should('Agenda parts').getByLabel('How long').isChecked(), true);
  await should('Agenda parts').getByLabel('What for').check();
  await sees(card(page), 'Your dispute: 1 item.');
  await should('Agenda parts').getByLabel('What for').uncheck();
  await sees(card(page), 'Your dispute: 0 items.');
  await should('Agenda parts').getByLabel('What for').check();
  await should('Questions asked').getByRole('spinbutton').fill('7');
  await should('Questions asked').getByRole('spinbutton').press('Tab');
  await should('Next date fixed').getByRole('button', { name: 'Yes', exact: true }).click();
  await should('Tone').getByRole('button', { name: '6', exact: true }).click();
  await should('In words').getByLabel('In words').fill('Listens and sums up.');
  await sees(card(page), 'Your dispute: 5 items.');
  await axe(page);
  await card(page).getByLabel('Why', { exact: true }).fill('Heard it again.');
  await card(page).getByRole('button', { name: 'Raise the dispute' }).click();
  const raised = disputed(page);
  await sees(raised, 'Agenda parts: How long → How long, What for');
  await sees(raised, 'Questions asked: 3 times → 7 times');
  await sees(raised, 'Next date fixed: No → Yes');
  await sees(raised, 'Tone: 3 (Polite) → 6 (Warm)');
  await sees(raised, 'In words: “A good listener.” → “Listens and sums up.”');

  await raised.getByRole('checkbox', { name: /^Tone/ }).uncheck();
  await raised.getByLabel('In your words').fill('Polite, not warm.');
  await raised.getByRole('button', { name: 'Accept the ticked values' }).click();
  await sees(raised, 'Partly accepted');
  await sees(card(page).locator('.big'), /^85 \/ 100/);
  await sees(item(page, 'Agenda parts'), 'How long when it was submitted, How long, What for since the ruling.');
  assert.equal(await item(page, 'Questions asked').getByRole('spinbutton').inputValue(), '7');
  await sees(card(page), 'Sealed at submission');
});

test('a peer scores beside the manager, and the score of the call stays the manager\'s', async ({ page, site }) => {
  await visit(page, site.root);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('Your name, as transcripts show it').fill('Mira Holt');
  await page.getByLabel('Your reps, one name a line').fill('Ada Moreau\nLeo Brandvold');
  await page.getByRole('button', { name: 'Start my team' }).click();
  await page.waitForURL(site.at('open/'));
  const url = await makeCall(page, site);
  await judge(page);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await card(page).getByText('Let somebody else score this call too').click();
  await card(page).getByLabel('Who scores too').selectOption({ label: 'Leo Brandvold' });
  await card(page).getByRole('button', { name: 'Begin a peer card' }).click();
  await card(page).getByRole('button', { name: 'Peer card: Leo Brandvold', pressed: true }).waitFor();
  await judge(page);
  await item(page, 'Personalised opener').getByRole('button', { name: '0', exact: true }).click();
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  await card(page).getByRole('button', { name: 'Side by side' }).click();
  await sees(card(page).locator('.totals'), /Manager 77\.9.*Leo Brandvold 73\.7/s);
  await sees(card(page), 'never averaged into it');
  assert.deepEqual(await card(page).getByRole('row', { name: /^Personalised opener/ }).getByRole('cell').allInnerTexts(), ['4', '0', '+80%\nmanager 80% higher']);
  await visit(page, site.at('calls/'));
  await sees(page.getByRole('row'), '77.9');
  assert.ok(url);
});

test('a peer who looks sees the other cards only after submitting the own one, and disputes none', async ({ page, site }) => {
  await visit(page, site.root);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('Your name, as transcripts show it').fill('Mira Holt');
  await page.getByLabel('Your reps, one name a line').fill('Ada Moreau\nLeo Brandvold');
  await page.getByRole('button', { name: 'Start my team' }).click();
  await page.waitForURL(site.at('open/'));
  const url = await makeCall(page, site);
  await judge(page);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  await visit(page, site.at('data/'));
  await page.getByLabel('Cards and changes carry this name').selectOption({ label: 'Leo Brandvold' });
  await keeps(page, 'settings', '"me":"');
  await visit(page, url);

  await card(page).getByRole('button', { name: /^Manager/ }).click();
  await sees(card(page), 'Score the call yourself first');
  assert.equal(await card(page).locator('.crit').count(), 0, 'no item of a card that may not be seen');
  assert.equal((await card(page).innerText()).includes('77.9'), false);
  await axe(page);
  await card(page).getByRole('button', { name: /^Peer card/ }).click();
  await judge(page);
  await item(page, 'Personalised opener').getByRole('button', { name: '0', exact: true }).click();
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  await card(page).getByRole('button', { name: /^Manager/ }).click();
  await sees(card(page).locator('.big'), '77.9');
  assert.equal(await card(page).getByRole('button', { name: 'Dispute this card' }).count(), 0, 'disputes are the rep\'s');
  await card(page).getByRole('button', { name: 'Side by side' }).click();
  await sees(card(page).locator('.totals'), /Manager 77\.9.*Leo Brandvold 73\.7/s);
  await visit(page, site.at('calls/'));
  await sees(page.getByRole('row'), '77.9');
});
