// The whole workspace: out, in, and away.
import { assert, choose, download, item, keeps, line, makeCall, sees, stored, test, visit } from './harness/index.mjs';

test('a whole workspace is saved as a file, and added to another one', async ({ page, site }) => {
  await visit(page, site.at('sample/data/'));
  const says = async () => (await page.locator('section', { hasText: 'Stored here' }).locator('p').first().innerText()).trim();
  await page.getByRole('button', { name: 'Save everything as a file' }).waitFor();
  const sample = await says();
  const file = await download(page, 'Save everything as a file');
  assert.match(file.suggestedFilename(), /^callcraft-workspace-\d{4}-\d\d-\d\d\.json$/);
  await choose(page, site, await file.path());
  const calls = sample.match(/^(\d+) calls/)[1];
  assert.equal(await line(page, `${calls} calls`).innerText(), `${calls} new`);
  await page.getByRole('button', { name: 'Add to my workspace' }).click();
  await page.waitForURL(site.at('calls/'));
  await sees(page.locator('.filters [role=status]'), `${calls} calls`);
  assert.equal(await stored(page, site), sample);
});

test('everything can be erased once the word is typed', async ({ page, site }) => {
  await makeCall(page, site);
  await visit(page, site.at('data/'));
  const erase = page.getByRole('button', { name: 'Erase everything' });
  await erase.waitFor();
  assert.equal(await erase.isDisabled(), true);
  await page.getByLabel(/to erase this workspace/).fill('erase');
  await erase.click();
  await sees(page.getByRole('heading', { level: 1 }), 'Coach from what was really said');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 0 people');
});

test('a call is deleted with its words and cards, after a second question', async ({ page, site }) => {
  const url = await makeCall(page, site);
  await item(page, 'Agenda').getByRole('button', { name: '3', exact: true }).click();
  await keeps(page, 'scorecards', '"item":"agenda"');
  await page.getByRole('button', { name: 'Edit details' }).click();
  await page.getByRole('button', { name: 'Delete this call…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.waitForURL(site.at('calls/'));
  await sees(page.locator('main'), 'No calls yet');
  assert.equal(await stored(page, site), '0 calls, 0 transcripts, 0 scorecards, 1 person');
  await visit(page, url);
  await page.getByRole('heading', { name: 'No such call' }).waitFor();
});
