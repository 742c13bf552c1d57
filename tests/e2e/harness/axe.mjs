// Accessibility, as far as a program can judge it.
import axeCore from 'axe-core';

const LOOKS = [
  { name: 'light', colorScheme: 'light' },
  // Nothing but colours can differ from the light look.
  { name: 'dark', colorScheme: 'dark', rules: ['color-contrast', 'link-in-text-block'] },
  { name: '390 px wide', colorScheme: 'light', width: 390 },
];

/** Runs the rules of axe on the page as it is, in light, in dark and on a narrow screen; throws with what it found. */
export async function axe(page, options = {}) {
  const size = page.viewportSize();
  // Evaluated by the debugger, which the page's policy does not bind; the policy stays in force for the page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source);
  const found = [];
  for (const { name, colorScheme, width, rules } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (width) await page.setViewportSize({ width, height: 844 });
    const { violations } = await page.evaluate(options => window.axe.run(document, options), rules ? { runOnly: rules, ...options } : options);
    for (const { id, help, nodes } of violations) {
      // A part that is on the page many times is told of twice.
      for (const node of nodes.slice(0, 2)) found.push(`${name}: ${id}: ${help} (${nodes.length})\n    ${node.html}\n    ${node.failureSummary.replaceAll('\n', '\n    ')}`);
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${name}: the page scrolls sideways`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (size) await page.setViewportSize(size);
  if (found.length) throw new Error(`${page.url()}\n${found.join('\n')}`);
}
