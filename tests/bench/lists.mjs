// The product's own English word lists as the peers' signals: topics with phrases, every alternative written out.
const ENDINGS = ['', 's', 'es', 'd', 'ed', 'ing'];

/**
 * `[{ topic, entries: [[['walk', 'talk'], ['me'], …]], phrases: ['walk me through', …] }]` of the text of a list: each word of an
 * entry with its alternatives, and every phrase they make. `*` stands for any word; an alternative may be no word at all.
 */
export function topics(list) {
  const found = [];
  let its = null;
  for (const line of list.split('\n')) {
    const section = /^\[(.+)\]$/.exec(line)?.[1];
    if (section) {
      its = /^(words|numbers|spelled)/.test(section) ? null : { topic: section, entries: [], phrases: [] };
      if (its) found.push(its);
    } else if (its && line && !line.startsWith('#')) {
      for (const entry of line.split(',')) {
        const words = entry.trim().split(' ').map(alternatives);
        its.entries.push(words);
        its.phrases.push(...writtenOut(words));
      }
    }
  }
  return found;
}

const alternatives = word => word.split('|').flatMap(it => it.endsWith('~') ? ENDINGS.map(end => it.slice(0, -1) + end) : [it]);

function writtenOut([words, ...rest]) {
  if (words === undefined) return [''];
  return words.flatMap(first => writtenOut(rest).map(it => `${first} ${it}`.trim())).filter(it => it !== '');
}

/** What all peers count besides phrases: who talks how long, the longest turn, the pace, questions by their mark. */
export function figures(cues) {
  const talk = new Map();
  let [longest, since, last] = [0, 0, null];
  const asked = { open: 0, closed: 0 };
  for (const { voice, start, end, text } of cues) {
    const words = text.split(' ').length;
    const its = talk.get(voice) ?? { time: 0, words: 0 };
    talk.set(voice, { time: its.time + end - start, words: its.words + words });
    if (voice !== last) [since, last] = [start, voice];
    longest = Math.max(longest, end - since);
    for (const sentence of text.split(/(?<=[.?!])\s+/)) {
      if (sentence.endsWith('?')) asked[/\b(what|how|why|which|tell me|walk me)\b/i.test(sentence) ? 'open' : 'closed'] += 1;
    }
  }
  return { talk, longest, asked };
}
