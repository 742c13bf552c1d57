// Random acts in the editor of rubrics, the same for the same seed, each followed by a look at whether all is consistent.

/**
 * Does `acts` acts in the page's editor; resolves to what was found inconsistent, each with the act it followed, and to how
 * often each kind of act was done. `draft` names the draft in localStorage. With `nasty`, what nobody does on purpose is done too:
 * a megabyte pasted, ten thousand lines, numbers that are none, double clicks, drags to nowhere, storms of undo.
 */
export const monkey = (page, seed, acts, nasty = false) => page.evaluate(async ([seed, acts, nasty]) => {
  // mulberry32
  const random = () => {
    seed = (seed + 0x6D2B79F5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const one = list => list[Math.floor(random() * list.length)];
  const frame = () => new Promise(done => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => done(); requestAnimationFrame(() => port2.postMessage(0)); });
  const all = selector => [...document.querySelectorAll(selector)];
  const TEXTS = ['', ' ', 'A', 'Ask why, then wait', 'x'.repeat(6000), 'wörter ohne ende '.repeat(300), '<script>alert(1)</script>', '"\'&<>', '\u202Eright to left', 'e\u0301\u{1F680}\u{1F468}\u200D\u{1F469}', '\0\n\t', '0', 'null', 'a,b,,c', 'check-1'];
  const NUMBERS = ['', '0', '1', '5', '7', '100', '101', '255', '256', '9999', '10000', '65535', '65536', '4294967296', '-1', '3.7', '1e9'];
  const set = (field, value, type) => {
    const kind = { TEXTAREA: HTMLTextAreaElement, SELECT: HTMLSelectElement }[field.tagName] ?? HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, value);
    field.dispatchEvent(new Event(type, { bubbles: true }));
  };
  const key = () => Object.keys(localStorage).find(it => it.includes('rubric.own.'));
  const draft = () => JSON.parse(localStorage.getItem(key()) ?? 'null');
  const fields = 'section[aria-label="Fields"]';
  const steps = {
    switch: () => one(all('.outline .link'))?.click(),
    move: () => one(all('.outline .moves button[id]'))?.click(),
    'add an item': () => one(all('.outline button[title="Add an item"]'))?.click(),
    'add a category': () => all('section[aria-label="Outline"] p button')[0]?.click(),
    write: () => { const field = one(all(`${fields} input[type=text], ${fields} textarea`)); if (field) set(field, one(TEXTS), 'input'); },
    number: () => { const field = one(all(`${fields} input[type=number]`)); if (field) set(field, one(NUMBERS), 'change'); },
    choose: () => { const field = one(all(`${fields} select`)); if (field) set(field, one([...field.options]).value, 'change'); },
    tick: () => one(all(`${fields} input[type=checkbox]`))?.click(),
    rows: () => one(all(`${fields} .row-list button`))?.click(),
    'copy or remove': () => one(all(`${fields} .actions button`))?.click(),
    undo: () => all('.toolbar button[aria-label="Undo"]')[0]?.click(),
    redo: () => all('.toolbar button[aria-label="Redo"]')[0]?.click(),
    problem: () => one(all('.problems .link'))?.click(),
    preview: () => all('details.panel > summary')[0]?.click(),
    drag: () => {
      const [from, to] = [one(all('.outline li')), one(all('.outline li'))];
      for (const [line, type] of [[from, 'dragstart'], [to, 'dragover'], [to, 'drop'], [from, 'dragend']]) {
        line?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }));
      }
    },
  };
  const often = ['switch', 'switch', 'switch', 'write', 'write', 'number', 'number', 'choose', 'choose', 'choose', 'rows', 'rows', 'undo', 'undo'];
  const names = [...Object.keys(steps), ...often];
  if (nasty) {
    TEXTS.push('\u{1F469}\u200D\u{1F680}'.repeat(500), '\u05E9\u05DC\u05D5\u05DD \u202B(1)\u202C', '\uD800', '\r\n'.repeat(50), '{"a":', '%s%n', '\u0000\u0007');
    // What a number field takes: NaN and the like are nothing to it.
    NUMBERS.push('1e308', '-1e308', '-0', '1e-320', '00012', '9'.repeat(300));
    const buttons = `${fields} button, .outline button, .toolbar button:not(.primary)`;
    const isSafe = it => !/Save version|Discard|Leave|Hand over/.test(it.textContent);
    const line = () => one(all('.outline li'));
    const fire = (element, type) => element?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }));
    Object.assign(steps, {
      'paste a megabyte': () => { const field = one(all(`${fields} input[type=text], ${fields} textarea`)); if (field) set(field, one(['x', '\u{1F600}', 'a b\n']).repeat(250_000), 'input'); },
      'paste ten thousand lines': () => { const field = one(all(`${fields} input[type=text], ${fields} textarea`)); if (field) set(field, Array.from({ length: 10_000 }, (_, at) => `line ${at}`).join('\n'), 'input'); },
      'click twice': () => { const button = one(all(buttons).filter(isSafe)); button?.click(); button?.click(); },
      'drag to nowhere': () => { fire(line(), 'dragstart'); fire(one([document.body, document.querySelector('.toolbar'), null]), one(['dragover', 'drop', 'dragleave'])); if (random() < 0.5) fire(document.body, 'dragend'); },
      'drop of nothing': () => fire(line(), 'drop'),
      storm: () => { for (let at = 0; at < 40; at += 1) all(`.toolbar button[aria-label="${one(['Undo', 'Undo', 'Redo'])}"]`)[0]?.click(); },
      keys: () => { for (const [code, shiftKey] of [['z', false], ['z', true], ['y', false]]) one([document.body, ...all(`${fields} input`)])?.dispatchEvent(new KeyboardEvent('keydown', { key: code, ctrlKey: true, shiftKey, bubbles: true, cancelable: true })); },
    });
    names.push(...Object.keys(steps).slice(-7), 'storm', 'click twice');
  }
  const text = selector => document.querySelector(selector)?.textContent ?? '';
  const wrong = () => {
    const now = draft();
    if (!document.querySelector('.editor')) return 'the editor is gone';
    if (document.querySelector('#crash:not([hidden]), .crash:not([hidden])')) return 'the program has stopped';
    if (!now) return null;
    const items = now.categories.flatMap(it => it.items);
    const counts = it => (it.points === 0 || it.kind === 'text' ? 0 : it.weight ?? it.points);
    const sum = items.reduce((sum, it) => sum + counts(it), 0);
    const total = `${sum} points in ${items.length} item${items.length === 1 ? '' : 's'}`;
    if (text('.toolbar .total') !== total) return `the total says “${text('.toolbar .total')}”, the draft “${total}”`;
    const lines = all('.outline li').length;
    if (lines !== 1 + now.categories.length + items.length) return `the outline has ${lines} lines`;
    const keys = [...now.categories, ...items].map(it => it.key);
    if (new Set(items.map(it => it.key)).size !== items.length || keys.some(it => !it)) return 'two items have one key';
    if (all('.outline [aria-current]').length !== 1) return `${all('.outline [aria-current]').length} lines are in hand`;
    const faults = all('.problems li').filter(it => it.firstElementChild.textContent === 'Fault').length;
    const save = all('.toolbar button').find(it => it.textContent.startsWith('Save version'));
    if (save.disabled !== faults > 0) return `${faults} faults, and saving is ${save.disabled ? 'not ' : ''}possible`;
    if (!all(`${fields} h2`).length) return 'the form is gone';
    if (document.documentElement.scrollWidth > innerWidth) return `the page is ${document.documentElement.scrollWidth} px wide`;
    return null;
  };
  const found = [];
  const done = {};
  for (let at = 0; at < acts && found.length < 5; at += 1) {
    const name = one(names);
    done[name] = (done[name] ?? 0) + 1;
    steps[name]();
    await frame();
    const why = wrong();
    if (why) found.push(`act ${at + 1}, ${name}: ${why}`);
  }
  return { found, done };
}, [seed, acts, nasty]);

/** Takes back, or does again, as long as there is something; resolves to how often. */
export const all = (page, label) => page.evaluate(async label => {
  let many = 0;
  for (let button; (button = document.querySelector(`.toolbar button[aria-label="${label}"]`)) && !button.disabled; many += 1) {
    button.click();
    await new Promise(requestAnimationFrame);
  }
  return many;
}, label);

/** The draft as the browser keeps it. */
export const draft = page => page.evaluate(() => localStorage.getItem(Object.keys(localStorage).find(it => it.includes('rubric.own.'))));
