// Keeps the site for use without a network, and offers a new release: it waits for a click, never comes by itself.

const here = new URL(import.meta.url);
const root = new URL('./', here);
const release = here.searchParams.get('r');

/** Registers the service worker (sw.js), where the browser has such, and watches for a release other than this page's. */
export async function watch() {
  const workers = navigator.serviceWorker;
  if (!isSecureContext || !workers) return;
  workers.addEventListener('message', event => {
    if (event.data?.release && event.data.release !== release) offer();
  });
  workers.addEventListener('controllerchange', () => ask(workers.controller));
  const registration = await workers.register(new URL('sw.js', root), { updateViaCache: 'none' }).catch(() => null);
  if (!registration) return; // the browser's choice, or the host is not there
  window.callcraftReload = () => reload(registration);
  ask(workers.controller);
  ask(registration.waiting);
  arriving(registration.installing);
  registration.addEventListener('updatefound', () => arriving(registration.installing));
}

/** The worker answers with its release. */
function ask(worker) {
  worker?.postMessage('release');
}

function arriving(worker) {
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed') ask(worker);
  });
}

/** Says that there is a new release, once. */
function offer() {
  if (document.getElementById('update')) return;
  const box = document.createElement('div');
  box.id = 'update';
  box.className = 'toasts update';
  box.setAttribute('role', 'status');
  document.body.append(box);
  const line = document.createElement('p');
  line.className = 'toast';
  const words = document.createElement('span');
  words.textContent = 'A new version is ready.';
  const go = button('Reload', async () => {
    if (box.dataset.asked || await flushed()) return window.callcraftReload();
    box.dataset.asked = 'yes';
    words.textContent = 'A new version is ready, but the last change is not saved.';
    go.textContent = 'Reload all the same';
  });
  line.append(words, go, button('Later', () => { box.hidden = true; }));
  box.append(line);
}

function button(text, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'link';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

/** Lets the program save what waits, as when the page is left; tells whether all is saved. */
async function flushed() {
  dispatchEvent(new Event('pagehide'));
  const state = () => document.querySelector('.saved .dot')?.dataset.state;
  for (const end = performance.now() + 5000; performance.now() < end; await new Promise(done => setTimeout(done, 50))) {
    if (state() !== 'saving') break;
  }
  return !['saving', 'failed'].includes(state());
}

/** Lets the waiting release take over, and loads its page. */
async function reload(registration) {
  if (registration.waiting) {
    const taken = new Promise(done => {
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true });
      setTimeout(done, 5000);
    });
    registration.waiting.postMessage('activate');
    await taken;
  }
  location.reload();
}
