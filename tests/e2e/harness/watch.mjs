// Collects what must not happen on any page.

/**
 * For `addInitScript`: a test does not say who it is, unless it sets `window.asked` to be asked for that. Where the card
 * came from elsewhere, the question stands.
 */
export const unnamed = () => new MutationObserver(() => {
  const form = [...document.querySelectorAll('dialog[open] form')].find(it => it.querySelector('option[value=unsaid]'));
  const select = form?.querySelector('select');
  if (window.asked || !select || !form.innerText.startsWith('Say who you are, so')) return;
  select.value = 'unsaid';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  form.requestSubmit();
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['open'] });

/** Watches every page of the browser profile; returns the growing list of problems. */
export async function watch(context, origin) {
  const problems = [];
  context.on('console', message => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', event => problems.push(`uncaught: ${event.error().stack ?? event.error()}`));
  context.on('request', request => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && !['blob:', 'data:'].includes(protocol)) problems.push(`request to another origin: ${request.url()}`);
  });
  // Nobody is there to say where a file is to be written: it is downloaded, but where a test puts a stand-in in that place.
  await context.addInitScript(() => { delete window.showSaveFilePicker; });
  await context.addInitScript(unnamed);
  await context.addInitScript(() => document.addEventListener('securitypolicyviolation', event => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
  }));
  return problems;
}
