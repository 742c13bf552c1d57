// Others that find what is said in a call. Each gets the cues (voice, times, words) and gives signals with their place.
// They look for the phrases of the product's English lists and count what lists.mjs counts. The product also asks who must
// have said it and in which part of the call, reads figures, questions without a mark, what is negated, what a question takes
// up, and how it sounds; and it has its moments quoted.
import { figures } from './lists.mjs';
import { loadWink } from './wink.mjs';

const tokens = text => text.toLowerCase().split(/[^\p{L}\p{N}'’]+/u).filter(it => it !== '');

/** Tokens in lower case, and a tree of maps with a phrase in each path. */
function trie(topics) {
  const root = new Map();
  topics.forEach(({ phrases }, topic) => phrases.forEach(phrase => {
    let node = root;
    for (const word of phrase.split(' ')) {
      if (!node.has(word)) node.set(word, new Map());
      node = node.get(word);
    }
    (node.topics ??= []).push(topic);
  }));
  const walk = (node, words, at, from, cue, signals) => {
    for (const topic of node.topics ?? []) signals.push({ topic, cue, from, to: at });
    if (at >= words.length) return;
    for (const next of [node.get(words[at]), node.get('*')]) if (next) walk(next, words, at + 1, from, cue, signals);
  };
  return cues => {
    const signals = [];
    cues.forEach(({ text }, cue) => {
      const words = tokens(text);
      for (let at = 0; at < words.length; at += 1) walk(root, words, at, at, cue, signals);
    });
    return { signals: signals.length, figures: figures(cues) };
  };
}

/** One regular expression a topic. */
function regex(topics) {
  const one = word => word === '*' ? "[\\w']+" : word.replace(/[.+?^${}()[\]\\]/g, '\\$&');
  const place = words => {
    const some = words.filter(it => it !== '').map(one).join('|');
    return words.includes('') ? `(?:(?:${some}) )?` : `(?:${some}) `;
  };
  // The space after the last word may as well be a mark or the end.
  const entry = words => words.map(place).join('').replace(/ (\)\?)?$/, '$1');
  const rules = topics.map(({ entries }) => new RegExp(`\\b(?:${entries.map(entry).join('|')})\\b`, 'gi'));
  return cues => {
    const signals = [];
    cues.forEach(({ text }, cue) => rules.forEach((rule, topic) => {
      for (const it of text.matchAll(rule)) signals.push({ topic, cue, from: it.index, to: it.index + it[0].length });
    }));
    return { signals: signals.length, figures: figures(cues) };
  };
}

/** wink-nlp: sentences, tokens and its own sentiment; the tree of phrases goes over its tokens. */
async function wink(topics) {
  const { nlp, its } = await loadWink();
  const find = trie(topics);
  return cues => {
    const doc = nlp.readDoc(cues.map(it => it.text).join('\n'));
    const tones = doc.sentences().out(its.sentiment);
    const words = doc.tokens().out(its.normal);
    const found = find([{ voice: '', start: 0, end: 0, text: words.join(' ') }]);
    return { signals: found.signals, figures: figures(cues), tones: tones.length };
  };
}

/** Every listener: `[{ name, listen }]`. */
export async function listeners(topics) {
  return [
    { name: 'plain trie', listen: trie(topics) },
    { name: 'plain regular expressions', listen: regex(topics) },
    { name: 'wink-nlp', listen: await wink(topics) },
  ];
}
