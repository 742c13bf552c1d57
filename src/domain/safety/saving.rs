//! What "saved" means: the edits that wait, the ones on their way, and what may be said of them.
//!
//! Edits go out one lot after another, so that an older one is never written over a newer one. What could not be kept
//! waits in memory, in its old place, and goes out again with the next try.

use std::fmt;

/// What may be said of the edits made so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Every edit was confirmed by the browser.
    Saved,
    /// Some are on their way.
    Saving,
    /// Some were refused, and nothing has kept them since; says why.
    NotSaved(String),
    /// This page can write no more; says why.
    Ended(String),
}

/// Something to keep, and whether it is tried again.
struct Job<T> {
    what: T,
    /// Whether it goes out alone and, where it fails, goes back to who asked instead of waiting here.
    once: bool,
    /// Whether it was refused before.
    refused: bool,
}

/// The edits of a page between the person and the database.
pub struct Queue<T> {
    waiting: Vec<Job<T>>,
    sent: Vec<Job<T>>,
    trouble: Option<String>,
    ended: Option<String>,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { waiting: Vec::new(), sent: Vec::new(), trouble: None, ended: None }
    }
}

impl<T> fmt::Debug for Queue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} waiting, {} sent, {:?}, {:?}", self.waiting.len(), self.sent.len(), self.trouble, self.ended)
    }
}

impl<T> Queue<T> {
    /// An edit was made: it waits until it is kept.
    pub fn edit(&mut self, what: T) {
        self.waiting.push(Job { what, once: false, refused: false });
    }

    /// Something is to be kept now, whole, or be given back: it goes out by itself.
    pub fn once(&mut self, what: T) {
        self.waiting.push(Job { what, once: true, refused: false });
    }

    /// What to send now, all in one transaction, in this order; nothing while something is on its way, or where this page
    /// can write no more. [`Self::landed`] must follow. What is to be kept whole overtakes edits that were refused: it may be
    /// what makes room for them.
    pub fn send(&mut self) -> Vec<&T> {
        if !self.sent.is_empty() || self.ended.is_some() {
            return Vec::new();
        }
        let stuck = self.trouble.is_some() && self.waiting.first().is_some_and(|it| it.refused);
        let alone = self.waiting.iter().position(|it| it.once).filter(|at| stuck || *at == 0);
        let lot = match alone {
            Some(at) => at..at + 1,
            None => 0..self.waiting.iter().take_while(|it| !it.once).count(),
        };
        self.sent = self.waiting.drain(lot).collect();
        self.sent.iter().map(|it| &it.what).collect()
    }

    /// What was sent is kept, or was refused for a reason. Gives what is done with: what was kept, or was to be tried once.
    pub fn landed(&mut self, outcome: Result<(), String>) -> Vec<T> {
        let sent = std::mem::take(&mut self.sent);
        match outcome {
            Ok(()) => {
                if !self.waits_refused() {
                    self.trouble = None;
                }
                sent.into_iter().map(|it| it.what).collect()
            }
            Err(why) => {
                self.trouble = Some(why);
                let (done, mut again): (Vec<_>, Vec<_>) = sent.into_iter().partition(|it| it.once);
                again.iter_mut().for_each(|it| it.refused = true);
                again.append(&mut self.waiting);
                self.waiting = again;
                done.into_iter().map(|it| it.what).collect()
            }
        }
    }

    /// What was sent was made from what is no longer stored so: gives back what `is_of` that record, with the edits after it,
    /// which were made from it; the rest of the lot goes out again. Nothing of it is tried again.
    pub fn refused(&mut self, is_of: impl Fn(&T) -> bool) -> Vec<T> {
        let sent = std::mem::take(&mut self.sent);
        let known = sent.iter().any(|it| is_of(&it.what));
        let (mut gone, mut left): (Vec<_>, Vec<_>) = sent.into_iter().partition(|it| it.once || !known || is_of(&it.what));
        let (after, waiting) = std::mem::take(&mut self.waiting).into_iter().partition::<Vec<_>, _>(|it| !it.once && is_of(&it.what));
        left.extend(waiting);
        self.waiting = left;
        if !self.waits_refused() {
            self.trouble = None;
        }
        gone.extend(after);
        gone.into_iter().map(|it| it.what).collect()
    }

    /// This page can write no more.
    pub fn end(&mut self, why: String) {
        self.ended.get_or_insert(why);
    }

    /// Whether an edit waits that was refused, so that leaving the page would lose it.
    pub fn waits_refused(&self) -> bool {
        self.waiting.iter().any(|it| it.refused)
    }

    /// Whether it is worth sending again at once: after a success, and for what is to be kept whole.
    pub fn goes_on(&self) -> bool {
        self.trouble.is_none() || self.waiting.iter().any(|it| it.once)
    }

    /// The edits that are not kept, oldest first.
    pub fn unsaved(&self) -> impl Iterator<Item = &T> {
        self.sent.iter().chain(&self.waiting).map(|it| &it.what)
    }

    /// What may be said.
    pub fn state(&self) -> State {
        match (&self.ended, &self.trouble) {
            (Some(why), _) => State::Ended(why.clone()),
            (None, Some(why)) => State::NotSaved(why.clone()),
            (None, None) if self.sent.is_empty() && self.waiting.is_empty() => State::Saved,
            (None, None) => State::Saving,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// What happens to a page: edits, tries, and what the database makes of them.
    #[derive(Clone, Debug)]
    enum Event {
        Edit(u8),
        Once,
        Send,
        Kept,
        Refused,
        End,
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            4 => (0u8..4).prop_map(Event::Edit),
            1 => Just(Event::Once),
            4 => Just(Event::Send),
            3 => Just(Event::Kept),
            3 => Just(Event::Refused),
            1 => Just(Event::End),
        ]
    }

    /// The database, and what the person did, each a count of edits by record.
    #[derive(Default)]
    struct World {
        queue: Queue<(u8, u32)>,
        on_the_way: Option<Vec<(u8, u32)>>,
        kept: BTreeMap<u8, u32>,
        made: BTreeMap<u8, u32>,
        given_back: bool,
        ended: bool,
    }

    impl World {
        fn edit(&mut self, record: u8) -> (u8, u32) {
            let count = self.made.entry(record).or_default();
            *count += 1;
            (record, *count)
        }

        fn step(&mut self, event: &Event) {
            match event {
                Event::Edit(record) => {
                    let edit = self.edit(*record);
                    self.queue.edit(edit);
                }
                Event::Once => {
                    // Each of a record of its own.
                    let edit = self.edit(self.made.len() as u8 + 10);
                    self.queue.once(edit);
                }
                Event::Send if self.on_the_way.is_none() => {
                    let sent: Vec<_> = self.queue.send().into_iter().copied().collect();
                    self.on_the_way = Some(sent).filter(|it| !it.is_empty());
                }
                Event::Kept => {
                    let Some(sent) = self.on_the_way.take() else { return };
                    for (record, count) in &sent {
                        let before = self.kept.insert(*record, *count);
                        assert!(before < Some(*count), "an older edit was written over a newer one");
                    }
                    assert_eq!(self.queue.landed(Ok(())), sent);
                    self.given_back = false;
                }
                Event::Refused => {
                    if self.on_the_way.take().is_none() {
                        return;
                    }
                    let back = self.queue.landed(Err("full".to_owned()));
                    for (record, _) in back {
                        // Who asked for it knows; the record is as it was.
                        self.made.insert(record, 0);
                        self.given_back = true;
                    }
                }
                Event::End => {
                    self.queue.end("newer".to_owned());
                    self.ended = true;
                }
                Event::Send => {}
            }
        }

        fn all_kept(&self) -> bool {
            self.made.iter().all(|(record, count)| *count == 0 || self.kept.get(record) == Some(count))
        }
    }

    proptest! {
        #[test]
        fn nothing_is_called_saved_that_the_database_has_not_confirmed(events in proptest::collection::vec(event(), 0..60)) {
            let mut world = World::default();
            for event in &events {
                world.step(event);
                match world.queue.state() {
                    State::Saved => prop_assert!(world.all_kept() && !world.given_back && !world.ended, "{event:?}"),
                    State::Saving => prop_assert!(!world.all_kept() && !world.ended),
                    State::NotSaved(_) => prop_assert!(!world.all_kept() || world.given_back),
                    State::Ended(_) => prop_assert!(world.ended),
                }
            }
        }

        #[test]
        fn no_edit_is_forgotten_once_the_database_answers_again(events in proptest::collection::vec(event(), 0..60)) {
            let mut world = World::default();
            for event in events.iter().filter(|it| !matches!(it, Event::End)) {
                world.step(event);
            }
            for _ in 0..=events.len() {
                world.step(&Event::Send);
                world.step(&Event::Kept);
            }
            prop_assert!(world.all_kept() && !world.queue.waits_refused());
            prop_assert!(world.queue.state() == State::Saved || world.given_back);
        }
    }

    #[test]
    fn what_was_made_from_an_older_version_is_given_back_with_the_edits_after_it_and_the_rest_goes_out() {
        let mut queue = Queue::default();
        ["card 1", "settings", "card 2"].into_iter().for_each(|it| queue.edit(it));
        assert_eq!(queue.send().len(), 3);
        queue.edit("card 3");
        queue.edit("other");
        queue.once("card, whole");
        assert_eq!(queue.refused(|it| it.starts_with("card ")), ["card 1", "card 2", "card 3"]);
        assert_eq!((queue.state(), queue.waits_refused(), queue.goes_on()), (State::Saving, false, true));
        assert_eq!(queue.send(), [&"settings", &"other"]);
        queue.landed(Ok(()));
        assert_eq!(queue.send(), [&"card, whole"]);
        assert_eq!(queue.refused(|_| false), ["card, whole"], "what goes out alone goes back to who asked");
        assert_eq!(queue.state(), State::Saved);
    }

    #[test]
    fn a_later_success_of_something_else_does_not_hide_a_refused_edit() {
        let full = || State::NotSaved("the disk is full".to_owned());
        let mut queue = Queue::default();
        queue.edit("a");
        assert_eq!(queue.send(), [&"a"]);
        queue.landed(Err("the disk is full".to_owned()));
        assert_eq!((queue.state(), queue.goes_on()), (full(), false));
        // What may make room does not wait behind it.
        queue.once("delete");
        assert!(queue.goes_on());
        assert_eq!(queue.send(), [&"delete"]);
        assert_eq!(queue.landed(Ok(())), ["delete"]);
        assert_eq!(queue.state(), full());
        queue.edit("b");
        assert_eq!(queue.send(), [&"a", &"b"]);
        assert_eq!(queue.unsaved().count(), 2);
        queue.landed(Ok(()));
        assert_eq!(queue.state(), State::Saved);
    }
}
