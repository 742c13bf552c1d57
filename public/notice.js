// Says in plain words why the program cannot start. A classic script: it also runs where modules do not.
(function () {
  'use strict';

  /** Puts a message into the main area, with a button to reload; the navigation stays. */
  function notice(heading, text) {
    var main = document.getElementById('main');
    if (!main) return;
    var box = document.createElement('div');
    box.className = 'notice';
    box.setAttribute('role', 'alert');
    add(box, 'h1', heading);
    add(box, 'p', text);
    var button = add(box, 'button', 'Reload');
    button.type = 'button';
    button.addEventListener('click', function () { (window.callcraftReload || function () { location.reload(); })(); });
    var copy = add(add(box, 'p', ''), 'a', 'Save what is stored here as a file');
    copy.href = 'recover.html'; // the page's base leads to the site's folder
    main.className = '';
    main.removeAttribute('aria-busy');
    while (main.firstChild) main.removeChild(main.firstChild);
    main.appendChild(box);
  }

  function add(parent, tag, text) {
    var child = document.createElement(tag);
    child.textContent = text;
    return parent.appendChild(child);
  }

  // Set while a repair is being tried in this tab, until the program has started: one that did not help is not tried again.
  var MARK = 'callcraft.repair';

  /**
   * What the service worker keeps of the site may be damaged: drops it, and only it, and loads the site from its host.
   * Resolves to whether the page is on its way out. Without the host nothing is dropped, since it is all there is.
   */
  function repair() {
    var workers = navigator.serviceWorker;
    if (!workers || !workers.controller || !window.caches || marked()) return Promise.resolve(false);
    var root = new URL('./', document.baseURI);
    var ours = 'callcraft-release-' + root.pathname + '@';
    return fetch(new URL('sw.js', root), { cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) throw new Error('no host');
      sessionStorage.setItem(MARK, '1');
      return Promise.all([workers.getRegistration(root), caches.keys()]);
    }).then(function (found) {
      var drops = found[1].filter(function (name) { return name.indexOf(ours) === 0; }).map(function (name) { return caches.delete(name); });
      if (found[0]) drops.push(found[0].unregister());
      return Promise.all(drops);
    }).then(function () { location.reload(); return true; }, function () { return false; });
  }

  function marked() {
    try { return sessionStorage.getItem(MARK) !== null; } catch (error) { return true; }
  }

  window.callcraftNotice = notice;
  window.callcraftRepair = repair;
  window.callcraftRepaired = function () {
    try { sessionStorage.removeItem(MARK); } catch (error) { /* it then stays marked */ }
  };

  if (location.protocol === 'file:') {
    notice('Callcraft cannot run from a file',
      'Browsers do not start programs from a page that was opened as a file. Put the folder on any web server, '
      + 'or run “make serve” in the project and open the address that it prints.');
  } else if (!('noModule' in document.createElement('script'))) {
    notice('This browser is too old for Callcraft', 'Use a current version of Firefox, Chrome, Edge or Safari.');
  }

  // An error while a script is fetched is told to its element only, so it is caught on the way down.
  window.addEventListener('error', function (event) {
    if (event.target && event.target.localName === 'script' && location.protocol !== 'file:') {
      notice('Callcraft could not be loaded',
        'A part of the program did not arrive. Check the connection and reload the page. What you saved on this device is not touched.');
      repair();
    }
  }, true);
})();
