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
    button.addEventListener('click', function () { location.reload(); });
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

  window.callcraftNotice = notice;

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
    }
  }, true);
})();
