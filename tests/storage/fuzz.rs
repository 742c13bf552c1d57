//! Two tabs that begin cards, edit, delete, bring back, open files, take them back and erase, in any order and half-way through each
//! other's work: nothing that was confirmed goes without having been told.

use std::collections::BTreeMap;

use callcraft::domain::erasure::Erasures;
use callcraft::domain::id::{CallId, CardId};
use callcraft::domain::record::{Record, Version};
use callcraft::domain::register::Register;
use callcraft::domain::scorecard::{CardRole, Scorecard};
use callcraft::storage::{Batch, Db, Mark, StorageError, Why};
use chrono::{DateTime, TimeDelta, Utc};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use super::guarded::erasure;
use super::records::{call, card, id, person};
use super::{fresh, open};

const ORDERS: u64 = 40;
const STEPS: usize = 60;
/// Cards and their calls.
const CARDS: &[(u64, u64)] = &[(20, 10), (21, 10), (22, 11), (23, 12)];

type Card = Record<Scorecard>;

/// What a tab has read and not written yet.
enum Half {
    Begin(Box<Card>, Vec<CardId>),
    Edit(Box<Card>, Box<Card>),
    Open { file: Box<Card>, call: u64 },
    Opened { batch: Batch, file: Box<Card>, before: Option<Box<Register<Card>>>, after: Box<Register<Card>>, call: u64 },
    Back(Mark, Vec<(Batch, usize)>),
    Erase(Mark, Batch, u64),
}

/// A file that was opened: what stood there before and after, and its word.
struct File {
    before: Option<Register<Card>>,
    after: Register<Card>,
    word: String,
}

struct Tab {
    db: Db,
    /// The cards as it last saw them.
    seen: BTreeMap<CardId, Card>,
    half: Option<Half>,
}

struct World {
    rng: u64,
    tabs: [Tab; 2],
    /// Words that were confirmed, and the card and call they are of.
    kept: BTreeMap<String, (CardId, u64)>,
    words: usize,
    versions: Vec<(Card, u64)>,
    files: Vec<File>,
    trash: Vec<String>,
    erased: Vec<u64>,
    crossed: usize,
    /// Cards that were begun, and begun in both tabs.
    begun: usize,
    met: usize,
    clock: DateTime<Utc>,
    /// The id under which both tabs write.
    writer: String,
}

impl World {
    fn pick(&mut self, below: usize) -> usize {
        self.rng = self.rng.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.rng >> 33) as usize % below
    }

    fn word(&mut self) -> String {
        self.words += 1;
        format!("w{}.", self.words)
    }

    fn confirm(&mut self, card: &Card, call: u64, word: String) {
        self.versions.push((card.clone(), call));
        self.kept.insert(word, (card.body.id, call));
    }

    async fn step(&mut self) {
        let at = self.pick(2);
        if let Some(half) = self.tabs[at].half.take() {
            return self.go_on(at, half).await;
        }
        let db = self.tabs[at].db.clone();
        match self.pick(17) {
            0..=6 => {
                let n = self.pick(self.tabs[at].seen.len().max(1));
                let Some(seen) = self.tabs[at].seen.values().nth(n).cloned() else { return };
                let word = self.word();
                let submits = self.pick(8) == 0;
                let mine = changed(&seen, |it| {
                    it.note.push_str(&word);
                    if submits {
                        it.submit(DateTime::UNIX_EPOCH);
                    }
                });
                self.tabs[at].half = Some(Half::Edit(seen.into(), mine.into()));
            }
            7 => {
                self.tabs[at].seen = db.cards().await.unwrap().records.into_iter().map(|it| (it.body.id, it)).collect();
            }
            8 => {
                let n = CARDS[self.pick(CARDS.len())].1;
                self.clock += TimeDelta::milliseconds(1);
                let keys = db.to_trash(&[CallId(id(n))], &[], self.clock, &Batch::default(), &|_| {}).await.unwrap();
                self.trash.extend(keys);
            }
            9 | 10 if !self.trash.is_empty() => {
                let n = self.pick(self.trash.len());
                match db.from_trash(&[self.trash.remove(n)], &Batch::default()).await {
                    Ok(_) => {}
                    Err(StorageError::Refused(it)) if it.why == Why::Erased => {}
                    Err(err) => panic!("{err:?}"),
                }
            }
            11 | 12 if !self.versions.is_empty() => {
                // Somebody else has gone on from some version that was handed over.
                let n = self.pick(self.versions.len());
                let ((mut file, call), word) = (self.versions[n].clone(), self.word());
                file.stamp.version = file.stamp.version.next(&word);
                file.body.note.push_str(&word);
                self.tabs[at].half = Some(Half::Open { file: file.into(), call });
            }
            13 | 14 if !self.files.is_empty() => {
                let mark = db.mark().await.unwrap();
                let n = self.pick(self.files.len());
                let file = &self.files[n];
                let now = register(&db, file.after.shown().body.id).await;
                let key = file.after.shown().body.id.0.to_string();
                let back = now.filter(|it| it.seen() == file.after.seen()).map(|_| match &file.before {
                    Some(before) => write(Batch::default(), before),
                    None => Batch::default().gone("scorecard", &key),
                });
                self.tabs[at].half = back.map(|it| Half::Back(mark, vec![(it, n)]));
            }
            15 if self.pick(3) == 0 => {
                let n = CARDS[self.pick(CARDS.len())].1;
                let mark = db.mark().await.unwrap();
                let mut batch = Batch::default().gone("call", &id(n).to_string()).erasure(&erasure_of(n));
                for card in db.cards().await.unwrap().records.iter().filter(|it| it.body.call == CallId(id(n))) {
                    batch = batch.gone("scorecard", &card.body.id.0.to_string());
                }
                let bins = db.bins().await.unwrap();
                batch = bins
                    .iter()
                    .filter(|it| it.key().ends_with(&id(n).to_string()))
                    .fold(batch, |it, bin| it.without_trash(bin.key().to_owned()));
                self.tabs[at].half = Some(Half::Erase(mark, batch, n));
            }
            16 => {
                // A card that this tab has not seen yet; the other may be at it.
                let of = CallId(id(CARDS[self.pick(CARDS.len())].1));
                let seen = self.tabs[at].seen.values().map(|it| &it.body).filter(|it| it.call == of);
                let known: Vec<CardId> = seen.clone().map(|it| it.id).collect();
                if seen.into_iter().all(|it| it.role != CardRole::Own) {
                    let word = self.word();
                    let mut mine = card(1000 + self.words as u64, of.0.unix_ms());
                    (mine.body.role, mine.body.note, mine.body.answers) = (CardRole::Own, word, vec![]);
                    self.tabs[at].half = Some(Half::Begin(mine.into(), known));
                }
            }
            _ => {}
        }
    }

    /// Writes a card of the tab `at` into which `word` was written: whether it stands. Where another tab was first, what is
    /// stored by now is put together with it and waits, as the page does; where the call was deleted, it follows.
    async fn write(&mut self, at: usize, mut mine: Card, batch: Batch, word: String) -> Option<bool> {
        let (db, call) = (self.tabs[at].db.clone(), mine.body.call.0.unix_ms());
        match db.commit(batch).await {
            Ok(()) => {
                self.tabs[at].seen.insert(mine.body.id, mine.clone());
                self.confirm(&mine, call, word);
                Some(true)
            }
            Err(StorageError::Refused(it)) if it.why == Why::Changed => {
                let theirs: Card = serde_json::from_slice(&it.now.unwrap()).unwrap();
                let joined = changed(&theirs, |it| it.note.push_str(&word));
                self.tabs[at].half = Some(Half::Edit(theirs.into(), joined.into()));
                Some(false)
            }
            Err(StorageError::Refused(it)) if it.why == Why::Deleted => {
                mine.stamp.version = mine.stamp.version.recounted(&self.writer, &word);
                if db.follow_calls(&Batch::default().card(&mine)).await.unwrap() > 0 {
                    self.confirm(&mine, call, word);
                }
                None
            }
            Err(StorageError::Refused(_)) => None,
            Err(err) => panic!("{err:?}"),
        }
    }

    async fn go_on(&mut self, at: usize, half: Half) {
        let db = self.tabs[at].db.clone();
        match half {
            Half::Begin(mine, known) => {
                let mut mine = *mine;
                let word = mine.body.note.clone();
                mine.stamp.version = Version::default().next(&self.writer);
                let batch = Batch::default().card(&mine).begun(mine.body.id, known);
                match self.write(at, mine, batch, word).await {
                    Some(true) => self.begun += 1,
                    Some(false) => self.met += 1,
                    None => {}
                }
            }
            Half::Edit(was, mine) => {
                let (was, mut mine) = (*was, *mine);
                mine.stamp.version = was.stamp.version.next(&self.writer);
                let word = mine.body.note.strip_prefix(was.body.note.as_str()).unwrap().to_owned();
                let batch = Batch::default().card(&mine);
                self.crossed += usize::from(self.write(at, mine, batch, word).await == Some(false));
            }
            Half::Open { file, call: n } => {
                let erased = erasures(&db).await;
                let before = register(&db, file.body.id).await;
                if erased.has("call", &id(n).to_string()) {
                    return;
                }
                let mut batch = Batch::default().knowing(&erased);
                if db.call(CallId(id(n))).await.unwrap().is_none() {
                    batch = batch.compared("call", &id(n).to_string(), vec![]).call(&call(n));
                }
                let mut after = before.clone().unwrap_or_else(|| Register::new((*file).clone()));
                after.add((*file).clone());
                let versions = before.iter().flat_map(Register::siblings).map(|it| it.stamp.version.clone()).collect();
                let batch = write(batch.compared("scorecard", &file.body.id.0.to_string(), versions), &after);
                self.tabs[at].half = Some(Half::Opened { batch, file, before: before.map(Box::new), after: after.into(), call: n });
            }
            Half::Opened { batch, file, before, after, call } => match db.commit(batch).await {
                Ok(()) => {
                    if db.trashed().await.unwrap().contains_key(&id(call).to_string()) {
                        // This copy's count of what lies in the trash is not known to the file.
                        self.writer = format!("a{}", self.words);
                    }
                    let word = file.body.note.rsplit('w').next().map(|it| format!("w{it}")).unwrap();
                    self.confirm(&file, call, word.clone());
                    self.files.push(File { before: before.map(|it| *it), after: *after, word });
                }
                Err(StorageError::Refused(it)) if it.why != Why::Erased => {
                    self.crossed += 1;
                    self.tabs[at].half = Some(Half::Open { file, call });
                }
                Err(StorageError::Refused(_)) => {}
                Err(err) => panic!("{err:?}"),
            },
            Half::Back(mark, all) => {
                for (batch, n) in all {
                    match db.commit(batch.since(mark.clone())).await {
                        Ok(()) => drop(self.kept.remove(&self.files.remove(n).word)),
                        Err(StorageError::Refused(_)) => self.crossed += 1,
                        Err(err) => panic!("{err:?}"),
                    }
                }
            }
            Half::Erase(mark, batch, call) => match db.commit(batch.since(mark)).await {
                Ok(()) => self.erased.push(call),
                Err(StorageError::Refused(_)) => self.crossed += 1,
                Err(err) => panic!("{err:?}"),
            },
        }
    }
}

/// The card changed; the stamp is given when it is written.
fn changed(before: &Card, change: impl FnOnce(&mut Scorecard)) -> Card {
    let mut after = before.clone();
    change(&mut after.body);
    after
}

fn erasure_of(call: u64) -> callcraft::domain::erasure::Erasure {
    let mut it = erasure("call", id(call).to_string());
    it.id = callcraft::domain::id::ErasureId(id(900 + call));
    it
}

async fn erasures(db: &Db) -> Erasures {
    let mut erased = Erasures::default();
    erased.extend(db.erasures().await.unwrap());
    erased
}

fn line(of: &Card) -> String {
    let text = serde_json::to_string(of).unwrap();
    format!("{{\"kind\":\"scorecard\",{}", &text[1..])
}

/// All versions of a card that are stored.
async fn register(db: &Db, of: CardId) -> Option<Register<Card>> {
    let shown = db.cards().await.unwrap().records.into_iter().filter(|it| it.body.id == of);
    let others = db.others().await.unwrap().into_iter().filter(|it| it.key == of.0.to_string()).flat_map(|it| it.lines);
    let others: Vec<Card> = others.map(|it| serde_json::from_str(&it).unwrap()).collect();
    let shown: Vec<Card> = shown.collect();
    if shown.is_empty() {
        return None;
    }
    Register::of(shown.into_iter().chain(others))
}

fn write(batch: Batch, of: &Register<Card>) -> Batch {
    let lines: Vec<String> = of.others().iter().map(line).collect();
    batch.card(of.shown()).others("scorecard", &of.shown().body.id.0.to_string(), &lines, of.is_conflict())
}

/// What is written anywhere of a card: in its store, beside it, in the trash.
async fn texts(db: &Db) -> BTreeMap<CardId, String> {
    let mut texts: BTreeMap<CardId, String> = BTreeMap::new();
    let lines = db.others().await.unwrap().into_iter().filter(|it| it.kind == "scorecard").flat_map(|it| it.lines);
    let bins = db.bins().await.unwrap();
    let held = bins.iter().flat_map(|it| it.records()).filter(|it| it.0 == "scorecard").map(|it| it.1);
    let beside: Vec<Card> = lines.chain(held).map(|it| serde_json::from_str(&it).unwrap()).collect();
    for it in db.cards().await.unwrap().records.into_iter().chain(beside) {
        texts.entry(it.body.id).or_default().push_str(&it.body.note);
    }
    texts
}

#[wasm_bindgen_test]
async fn two_tabs_that_do_anything_in_any_order_lose_nothing_that_was_confirmed() {
    let (mut acts, mut crossed, mut words, mut begun, mut met) = (0, 0, 0, 0, 0);
    for seed in 0..ORDERS {
        let name = "fuzz";
        let here = fresh(name).await;
        let there = open(name).await;
        let all = CARDS.iter().fold(Batch::default().person(&person(1)), |it, (_, n)| it.call(&call(*n)));
        here.commit(CARDS.iter().fold(all, |it, (n, of)| it.card(&card(*n, *of)))).await.unwrap();
        let tab = |db| Tab { db, seen: CARDS.iter().map(|it| (CardId(id(it.0)), card(it.0, it.1))).collect(), half: None };
        let tabs = [tab(here), tab(there)];
        let mut world = World {
            rng: seed.wrapping_mul(0x9e3779b97f4a7c15),
            tabs,
            kept: BTreeMap::new(),
            words: 0,
            versions: Vec::new(),
            files: Vec::new(),
            trash: Vec::new(),
            erased: Vec::new(),
            crossed: 0,
            begun: 0,
            met: 0,
            clock: DateTime::UNIX_EPOCH,
            writer: "a".to_owned(),
        };
        for step in 0..STEPS {
            world.step().await;
            let texts = texts(&world.tabs[0].db).await;
            for (word, (card, _)) in world.kept.iter().filter(|it| !world.erased.contains(&it.1.1)) {
                let is_there = texts.get(card).is_some_and(|it| it.contains(word.as_str()));
                assert!(is_there, "order {seed}, step {step}: {word} of {card:?} is lost");
            }
            acts += 1;
        }
        crossed += world.crossed;
        words += world.words;
        begun += world.begun;
        met += world.met;
        let [here, there] = world.tabs;
        here.db.close();
        there.db.close();
    }
    console_log!("{ORDERS} orders, {acts} acts, {words} words, {crossed} crossed, {begun} begun, {met} in both tabs: nothing lost");
    assert!(crossed > ORDERS as usize, "the tabs cross each other");
    assert!(met > 0, "both tabs begin a card");
}
