// Starts a program in a worker, for work that the page must not wait for: the page's a second time, of the same files,
// so that nothing is fetched twice, or the one that closes and opens files. It is told their names as boot.js is.

const here = new URL(import.meta.url);
const root = new URL('./', here);

self.callcraftModule = name => import(new URL(name, root)); // as boot.js does for the page

// A program that stops here answers no more; the page must know, and nothing tells it by itself.
for (const trouble of ['error', 'unhandledrejection']) addEventListener(trouble, () => postMessage('stopped'));

try {
  const program = await import(new URL(here.searchParams.get('js'), root));
  await program.default({ module_or_path: new URL(here.searchParams.get('wasm'), root) });
} catch {
  postMessage('stopped'); // then the page reads by itself
}
