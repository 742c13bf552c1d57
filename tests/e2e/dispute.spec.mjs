// A rep disputes the manager's card; its scorer rules; the original is kept.
import { assert, axe, card, item, judge, keeps, makeCall, sees, test, visit } from './harness/index.mjs';

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

test('a peer scores beside the manager, and the score of the call stays the manager\'s', async ({ page, site }) => {
  await visit(page, site.root);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('Your name, as transcripts show it').fill('Mira Holt');
  await page.getByLabel('Your reps, one name a line').fill('Ada Moreau\nLeo Brandvold');
  await page.getByRole('button', { name: 'Start my team' }).click();
  await page.waitForURL(site.at('reps/'));
  const url = await makeCall(page, site);
  await judge(page);
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await card(page).getByText('Let a peer score this call too').click();
  await card(page).getByLabel('Peer who scores').selectOption({ label: 'Leo Brandvold' });
  await card(page).getByRole('button', { name: 'Begin a peer card' }).click();
  await card(page).getByRole('button', { name: 'Peer card: Leo Brandvold', pressed: true }).waitFor();
  await judge(page);
  await item(page, 'Personalised opener').getByRole('button', { name: '0', exact: true }).click();
  await card(page).getByRole('button', { name: 'Submit score' }).click();
  await sees(card(page), 'A submitted card does not change any more.');
  await card(page).getByRole('button', { name: 'Side by side' }).click();
  await sees(card(page).locator('.totals'), /Manager 77\.9.*Leo Brandvold 73\.7/s);
  await sees(card(page), 'never averaged into it');
  assert.deepEqual(await card(page).getByRole('row', { name: /^Personalised opener/ }).getByRole('cell').allInnerTexts(), ['4', '0', 'manager 80 higher']);
  await visit(page, site.at('calls/'));
  await sees(page.getByRole('row'), '77.9');
  assert.ok(url);
});
