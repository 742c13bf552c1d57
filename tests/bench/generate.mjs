// Makes sales calls as WebVTT with voices: the same text for the same seed, and like people talk rather than like people
// write. Nothing of it is from a real call.

const WORDS = {
  thing: ['orders', 'invoices', 'stock counts', 'delivery slots', 'returns', 'price lists', 'purchase requests', 'shift plans', 'supplier confirmations', 'credit notes', 'route plans', 'forecasts'],
  team: ['the warehouse team', 'finance', 'our branch managers', 'the night shift', 'purchasing', 'customer service', 'the regional office', 'the two planners', 'IT', 'the field team'],
  person: ['Marta', 'Oliver', 'Jun', 'our CFO', 'the head of operations', 'Beatriz', 'my director', 'the plant manager', 'Samir', 'our controller'],
  place: ['a spreadsheet', 'the old system', 'three different inboxes', 'a shared folder', 'the portal', 'paper forms', 'a tool we built ourselves', 'the ERP'],
  rival: ['Northbeam', 'Planwise', 'the vendor we have today', 'another supplier', 'Stocklane'],
  bad: ['takes far too long', 'breaks every other week', 'is a mess at month end', 'goes wrong whenever somebody is on leave', 'depends on one person', 'is never up to date', 'has to be typed in twice', 'drives everybody crazy'],
  good: ['checks every line before it goes out', 'tells you a week ahead what will run short', 'sends the confirmation by itself', 'keeps one version that everybody sees', 'flags what looks wrong', 'books the slot with the carrier'],
  often: ['every morning', 'twice a week', 'at the end of each month', 'all the time', 'now and then', 'each quarter', 'on most days'],
  n: ['two', 'three', 'five', 'twelve', '15', '20', 'forty', '60', '85', '120', 'two hundred', '350'],
  money: ['$4,500', '$12,000', '€800', '€27,500', 'thirty thousand a year', '£1.2 million', '90 euros a seat', 'about 6k a month'],
  share: ['3%', '8 percent', 'a third', '12.5%', 'half', 'one in ten', 'forty percent', 'nearly a quarter'],
  span: ['hours a week', 'days a month', 'minutes for each one', 'people', 'weeks', 'full days'],
  when: ['on Tuesday', 'next Thursday at 10', 'by the 14th', 'at the end of March', 'next week', 'on Friday at 2 pm', 'before the holidays', 'in the second quarter', 'tomorrow morning'],
  topic: ['how you handle {thing} today', 'what has to change', 'the numbers behind it', 'who else should be involved', 'what a pilot could look like', 'the way {team} works with {place}'],
  aside: ['to be honest', 'from what I can see', 'as far as I know', 'at least for now', 'if I remember right', 'more or less'],
};

// Each row: how often, and the sentences of that kind.
const OURS = [
  [7, ['How do you handle {thing} today?', 'What happens when {team} finds a mistake?', 'Who else looks at {thing} before they go out?', 'Why did {person} bring this up now?', 'Tell me more about {thing}, what does that look like {often}?', 'What would it mean for {team} if that was solved?', 'Walk me through the last time that happened, would you?', 'How much time goes into {thing}, would you say?', 'What have you tried so far to fix it?', 'Where does it hurt the most, with {thing} or with {thing}?']],
  [5, ['Do you keep {thing} in {place}?', 'Is {person} the one who signs that off?', 'Are there more than {n} people who work with it?', 'Does that happen {often}?', 'Have you looked at {rival} as well?', 'Would {when} work for you?', 'Did that come up in the budget for this year?', 'So that is {n} {span}, right?', 'Does that make sense so far?']],
  [9, ['What we do there is simple, it {good}.', 'With our other customers it {good}, so nobody has to look at {place} any more.', 'One team of about {n} people went from {n} {span} to {n} in the first quarter.', 'Let me show you the screen that {team} would see in the morning.', 'The part that matters for you is that it {good} and then {good}.', 'It reads what is in {place} already, so there is nothing to move over at the start.', 'You said that it {bad}, so this is where I would begin.', 'I can send you the example from a company of your size, {aside}.']],
  [3, ['For the next half hour I would like to talk about {topic} and {topic}.', 'Before we go on, is it okay if I record this for my notes?', 'Let me sum up what I heard: it {bad}, it costs {money}, and {person} wants it gone.', 'If I understand you, {share} of {thing} come back because of that.', 'That helps, thank you for being so open about {thing}.']],
  [3, ['The next step would be a session with {person} {when}.', 'I will send you the summary and the offer {when}.', 'Shall we put something in the calendar with {team} {when}?', 'On price, a team like yours usually lands at {money}, and that has the support in it.', 'I hear you on the budget, so let me ask what it costs you to leave it as it is.', 'Can we agree that {person} has a look at the figures {when}?']],
];
const THEIRS = [
  [11, ['We have had {thing} in {place} since before I started here, {aside}.', 'It goes from {team} to {team}, and then somebody types it into {place}.', 'There are {n} of us, and I think {n} work with {thing} {often}.', 'So {person} prints the list {often} and walks over to {team}.', 'Last year we changed the way we do {thing}, and it helped for a while.', 'I mean, everybody has their own way of doing it, {aside}.', 'And the customers call us {often} because they want to know where things are.', 'We open a new site {when}, so it will be more and not less.']],
  [7, ['The problem is that it {bad}.', 'We lose about {n} {span} on {thing} alone.', 'It cost us {money} last year, and that is only what we can count.', 'Something like {share} of {thing} are wrong when they reach {team}.', 'Honestly it {bad}, and {person} gets the calls for it.', 'We missed a delivery because the list in {place} {bad}, and that customer left.', 'I spend {n} {span} just to check what {team} has entered.']],
  [4, ['I am not sure we have the budget for that this year.', 'That sounds expensive for what it does, {aside}.', 'We looked at {rival} and they were cheaper by {share}.', 'My worry is that {team} will not use it.', 'I would have to think about it and talk to {person} first.', 'We tried something like this before and it did not stick.', 'It is not a priority for {person} at the moment.']],
  [4, ['How long does it take until it runs?', 'What does it cost for {n} people?', 'Does it work with {place}?', 'Who would train {team}?', 'And what happens with the data if we stop?', 'Can {person} see only their own {thing}?']],
  [4, ['Yes, {when} works for me.', 'Okay, send me the offer and I will show it to {person} {when}.', 'That would help {team} a lot, to be fair.', 'If it saves us {n} {span}, it pays for itself.', 'Let me check with {person} and come back to you {when}.', 'I like that it {good}.']],
];
const BRIEF = ['Mm-hm.', 'Right.', 'Okay.', 'Yeah, exactly.', 'I see.', 'Sure.', 'Got it.', 'Yeah.'];
const STARTS = ['So, ', 'Well, ', 'Um, ', 'And ', 'Okay, ', 'I mean, ', 'Yeah, ', 'You know, ', 'Right, so ', 'Uh, '];
const VOICES = ['Nora Feld', 'Amir Haddad', 'Lena Brook'];

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A call of `cues` cues, six seconds each on average: `{ text, cues, words, seconds }`. */
export function call({ cues, seed = 1 }) {
  const random = chance(seed);
  const pick = list => list[Math.floor(random() * list.length)];
  const fill = text => text.replace(/\{(\w+)\}/g, (_, slot) => fill(pick(WORDS[slot])));
  const weighted = rows => {
    let left = random() * rows.reduce((sum, [weight]) => sum + weight, 0);
    return rows.find(([weight]) => (left -= weight) < 0) ?? rows[0];
  };
  const sentence = rows => {
    const plain = fill(pick(weighted(rows)[1]));
    if (random() > 0.22) return plain;
    const start = pick(STARTS);
    return start + (/^(I |[A-Z]\w* (?:said|wants)|IT )/.test(plain) ? plain : plain[0].toLowerCase() + plain.slice(1));
  };

  const parts = ['WEBVTT\n'];
  let [at, voice, left, words] = [1200, 0, 1, 0]; // at: milliseconds
  for (let cue = 0; cue < cues; cue += 1) {
    let [who, said] = [voice, ''];
    if (random() < 0.09) {
      who = voice === 0 ? 1 : 0;
      said = pick(BRIEF);
    } else {
      said = sentence(voice === 0 ? OURS : THEIRS);
      if (random() < 0.15) said += ' ' + sentence(voice === 0 ? OURS : THEIRS);
      left -= 1;
    }
    const count = said.split(' ').length;
    const length = Math.round(count * (330 + random() * 80) + 150);
    parts.push(`\n${cue + 1}\n${clock(at)} --> ${clock(at + length)}\n<v ${VOICES[who]}>${said}</v>\n`);
    at += length + Math.round(random() * random() * 2700);
    words += count;
    if (left <= 0) {
      voice = voice === 0 ? (random() < 0.7 ? 1 : 2) : random() < 0.85 ? 0 : 3 - voice;
      left = 1 + Math.floor(random() * (voice === 0 ? 3 : 4));
    }
  }
  return { text: parts.join(''), cues, words, seconds: Math.round(at / 1000) };
}

/** The same call as SRT, names before colons. */
export function asSrt(text) {
  const time = /(\d\d:\d\d:\d\d)\.(\d\d\d)/g;
  return text.replace(/^WEBVTT\n\n/, '').replace(time, '$1,$2').replace(/<v ([^>]*)>(.*)<\/v>/g, '$1: $2');
}

function clock(ms) {
  const two = value => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
