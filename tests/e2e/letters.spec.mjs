// Files in encodings that nothing in them tells: the person says which, seeing how the lines would read.
import { createHash } from 'node:crypto';
import { assert, axe, drop, keep, keeps, sees, side, test, visit } from './harness/index.mjs';

/** Windows-1251, as far as these tests write it. */
const cyrillic = text => Buffer.from([...text].map(it => it >= 'А' && it <= 'я' ? it.charCodeAt(0) - 0x350 : it.charCodeAt(0)));
const LINES = ['Вера: Добрый день, как вы сейчас планируете заказы', 'Олег: Сейчас это занимает много времени, почти весь день', 'Вера: Что бы изменилось, если бы это заняло один час'];
const call = (name, n) => ({ name, mimeType: 'text/plain', buffer: cyrillic([...LINES, `Олег: Это был бы звонок номер ${n}`].join('\n')) });
const read = page => page.getByRole('button', { name: /^Leave these files/ }).waitFor();

test('a file in an encoding nobody knows is asked about, shown as it would read, and read so', async ({ page, site }) => {
  const file = call('звонок.txt', 1);
  await visit(page, site.at('open/'));
  await drop(page, file);
  await page.getByRole('heading', { name: 'Which letters are these?' }).waitFor();
  const encoding = page.getByRole('combobox', { name: 'Encoding' });
  const preview = page.getByRole('status', { name: 'The first lines, read so' });
  assert.equal(await encoding.inputValue(), 'windows-1251', 'the likeliest is proposed');
  await sees(preview, LINES[0]);
  await axe(page);
  await encoding.selectOption('koi8-r');
  await sees(preview, 'бЕПЮ');
  await encoding.selectOption('windows-1251');
  await page.getByRole('button', { name: 'Read it so' }).click();
  const understood = page.getByRole('region', { name: 'What was understood' });
  await sees(understood, 'windows-1251, as you chose');
  // There is a way back from a wrong choice.
  await page.getByRole('button', { name: 'The letters look wrong' }).click();
  await page.getByRole('button', { name: 'Read it so' }).click();
  await page.getByLabel('Вера is the rep').check();
  await side(page, 'Олег', 'Theirs');
  await keep(page);
  // The hash is that of the bytes, whatever letters they are read as.
  await keeps(page, 'calls', createHash('sha256').update(file.buffer).digest('hex'));
});

test('among many files it is asked once for all that are alike', async ({ page, site }) => {
  await visit(page, site.at('open/'));
  const plain = { name: 'plain.txt', mimeType: 'text/plain', buffer: Buffer.from('Ana: Hello, thanks for coming\nBo: Hi, glad to be here\n') };
  await drop(page, call('a.txt', 1), call('b.txt', 2), call('c.txt', 3), plain);
  await read(page);
  const chip = name => page.getByRole('group', { name: 'Show' }).getByRole('button', { name });
  await chip('Letters not known 3').waitFor();
  await page.locator('p', { hasText: 'Nothing in 3 files (a.txt and others) tells' }).waitFor();
  await axe(page);
  await page.getByRole('button', { name: 'Read it so' }).click();
  await chip('Side not known 4').waitFor();
  await sees(page.getByRole('row', { name: /b\.txt/ }), 'Вера, Олег');
  assert.equal(await page.getByRole('heading', { name: 'Which letters are these?' }).count(), 0);
});
