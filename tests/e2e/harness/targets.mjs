// How large what is pressed is (WCAG 2.5.8).

/** The least width and height of a target, in CSS pixels. */
const LEAST = 24;

/**
 * Resolves to the targets of the page as it is that are smaller than 24 by 24, each as "a.link “Calls” 30 × 17". A link within
 * a sentence is as high as its line, and left out; a tick box is as large as the label around it.
 */
export const small = page => page.evaluate(least => {
  const inSentence = it => {
    if (getComputedStyle(it).display !== 'inline') return false;
    const block = it.closest('p, li, td, th, dd, dt, caption, figcaption, label, summary, h1, h2, h3');
    const text = block?.textContent.replace(/\s+/g, ' ').trim() ?? '';
    return text.length > it.textContent.trim().length;
  };
  const found = [];
  for (const it of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]')) {
    const shown = it.matches('input[type=checkbox], input[type=radio], input[type=file]') ? it.closest('label') ?? it : it;
    if (!shown.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || shown.closest('.unseen, .skip') || inSentence(it)) continue;
    const { width, height } = shown.getBoundingClientRect();
    // Half a pixel is rounding.
    if (width === 0 || (width > least - 0.5 && height > least - 0.5)) continue;
    const name = (it.getAttribute('aria-label') ?? it.textContent).trim().slice(0, 40);
    found.push(`${it.tagName.toLowerCase()}${it.className ? '.' + String(it.className).trim().replace(/\s+/g, '.') : ''} “${name}” ${Math.round(width)} × ${Math.round(height)}`);
  }
  return [...new Set(found)];
}, LEAST);
