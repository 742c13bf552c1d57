// Accessibility, as far as a program can judge it.
import axeCore from 'axe-core';

const LOOKS = [
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: '390 px wide', colorScheme: 'light', width: 390 },
];

/** Runs every rule of axe on the page as it is, in light, in dark and on a narrow screen; throws with what it found. */
export async function axe(page, options = {}) {
  const size = page.viewportSize();
  // Evaluated by the debugger, which the page's policy does not bind; the policy stays in force for the page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source);
  const found = [];
  for (const { name, colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (width) await page.setViewportSize({ width, height: 844 });
    const { violations } = await page.evaluate(options => window.axe.run(document, options), options);
    for (const { id, help, nodes } of violations) {
      for (const node of nodes) found.push(`${name}: ${id}: ${help}\n    ${node.html}\n    ${node.failureSummary.replaceAll('\n', '\n    ')}`);
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${name}: the page scrolls sideways`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (size) await page.setViewportSize(size);
  if (found.length) throw new Error(`${page.url()}\n${found.join('\n')}`);
}
