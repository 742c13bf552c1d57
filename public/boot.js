// Starts the program: the page's policy allows no inline script. Trunk adds the names of the program's files as ?js= and &wasm=.

const here = new URL(import.meta.url);
const root = new URL('./', here); // the site's folder, whatever the page's address is
const inSample = location.pathname.startsWith(new URL('sample/', root).pathname);

// Fixed now: a relative base must not follow the address when the program changes it.
document.querySelector('base').href = root.href;

const release = here.searchParams.get('r');
const script = name => import(`./${name}?r=${release}`);
// Held as long as the page lives: the service worker keeps the files of a release that has pages (sw.js).
navigator.locks?.request(`callcraft-release-${root.pathname}@${release}`, { mode: 'shared' }, () => new Promise(() => {}))?.catch(() => {});

const rescue = script('rescue.js'); // fetched while all is well: after a crash the host may be gone
rescue.catch(() => {}); // told when it is asked for

window.callcraftModule = name => import(new URL(name, root)); // what the program needs once in a while

prepareShell();
wireCrash();
// Also where the program does not start: a later release may.
start().finally(() => script('update.js').then(it => it.watch(), () => {}));

/** Makes the skeleton's navigation right for this address. */
function prepareShell() {
  const page = location.pathname.replace(/(index\.html)?$/, '').replace(/([^/])$/, '$1/');
  const listOf = { 'call/': 'calls/', 'open/': 'calls/', 'rep/': 'reps/', 'rubric/': 'rubrics/' }; // a single thing belongs to its list
  const place = page.slice(root.pathname.length).replace(/^sample\//, '');
  for (const link of document.querySelectorAll('.rail a')) {
    const target = link.getAttribute('href').replace(/^\.\//, '');
    if (target === (listOf[place] ?? place) && !link.classList.contains('brand')) link.setAttribute('aria-current', 'page');
    if (inSample) link.setAttribute('href', 'sample/' + target);
  }
  // With a base, "#main" would lead to the site's first page; this also serves the program's own skip link.
  document.addEventListener('click', event => {
    if (!event.target.closest?.('a.skip')) return;
    event.preventDefault();
    const main = document.getElementById('main');
    main?.focus();
    main?.scrollIntoView();
  });
}

/** Makes `window.callcraftCrash(message)`, which the program calls when it panics, and the two buttons of the overlay. */
function wireCrash() {
  const crash = document.getElementById('crash');
  const part = name => crash.querySelector(`[data-crash="${name}"]`);
  window.callcraftCrash = message => {
    if (!crash.hidden) return; // the first error is the cause, the rest follow from it
    part('message').textContent = String(message);
    document.getElementById('app').inert = true;
    crash.hidden = false;
    part('reload').focus();
  };
  part('reload').addEventListener('click', () => (window.callcraftReload ?? (() => location.reload()))());
  part('rescue').addEventListener('click', async () => {
    part('status').textContent = 'Reading what is saved…';
    try {
      await (await rescue).saveRescueCopy();
      part('status').textContent = 'The rescue copy is on its way to your downloads.';
    } catch (error) {
      part('status').textContent = `The rescue copy could not be made: ${error}. Your data is still on this device: reload, or try another tab.`;
    }
  });
  addEventListener('error', event => trapped(event.error));
  addEventListener('unhandledrejection', event => trapped(event.reason));
}

/**
 * Shows the overlay when the program has been stopped by the browser; tells whether it was.
 * A panic ends in a trap too but knows more, and tells it by a timer: its words come first.
 */
function trapped(error) {
  if (typeof WebAssembly !== 'object' || !(error instanceof WebAssembly.RuntimeError)) return false;
  setTimeout(() => window.callcraftCrash(error.message));
  return true;
}

async function start() {
  if (typeof WebAssembly !== 'object') {
    return notice('This browser cannot run Callcraft', 'WebAssembly is missing or turned off. Use a current browser, or allow it for this site, then reload the page.');
  }
  if (!hasDatabase()) {
    return notice('This browser gives the page no place to save', 'Callcraft keeps everything in this browser’s database (IndexedDB), which is missing or blocked here. '
      + 'Leave the private window or allow this site to store data, then reload the page.');
  }
  try {
    const program = await import(new URL(here.searchParams.get('js'), root));
    await program.default({ module_or_path: new URL(here.searchParams.get('wasm'), root) });
    window.callcraftRepaired?.();
  } catch (error) {
    console.error(error);
    if (trapped(error) || await window.callcraftRepair?.()) return;
    if (error instanceof WebAssembly.CompileError) {
      return notice('This browser is too old for Callcraft', 'It cannot run this program. Use a current version of Firefox, Chrome, Edge or Safari.');
    }
    notice('Callcraft could not be loaded', 'The program did not arrive whole. Check the connection and reload the page. What you saved on this device is not touched.');
  }
}

/** Even asking may be refused, where storage is blocked. */
function hasDatabase() {
  try {
    return Boolean(window.indexedDB);
  } catch {
    return false;
  }
}

function notice(heading, text) {
  window.callcraftNotice?.(heading, text);
}
