// Collects what must not happen on any page.

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
  await context.addInitScript(() => document.addEventListener('securitypolicyviolation', event => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
  }));
  return problems;
}
