//! Playing the call: the recording where its file is open, else a silent clock that moves through the words.

use gloo::timers::callback::Interval;
use leptos::html;
use leptos::prelude::*;
use web_sys::{File, HtmlMediaElement};

use super::moments::By;
use super::review::Review;
use crate::browser::handles::Handle;
use crate::browser::media;
use crate::domain::playing::{self, Range};
use crate::domain::recording::Recording;
use crate::domain::time::Millis;
use crate::domain::transcript::Moment;

mod again;
mod attach;
mod bar;
mod copy;
mod file;

pub use attach::{follow_call, forget};
pub use bar::{Bar, PlayButton};

/// How often the silent clock moves.
const TICK: u32 = 200;

/// A file with what tells it again, and with its handle where the browser gave one.
struct Picked {
    file: File,
    given: Recording,
    handle: Option<Handle>,
}

/// The state of the player. Times are the words' own: the recording's less its offset.
#[derive(Clone, Copy)]
pub struct Player {
    /// Where it stands; `None` until something was played or sought.
    pub at: RwSignal<Option<Millis>>,
    /// Whether it plays.
    pub playing: RwSignal<bool>,
    /// How fast.
    pub speed: RwSignal<f64>,
    /// Whether the transcript scrolls with it.
    pub follows: RwSignal<bool>,
    /// The address of the open file; `None` where the words move silently.
    source: RwSignal<Option<String>>,
    /// How long the open file plays.
    length: RwSignal<Option<Millis>>,
    /// Whether it has a picture.
    picture: RwSignal<bool>,
    /// What went wrong with the file.
    trouble: RwSignal<Option<String>>,
    /// A file that is not the one attached before, until the person has said what to do.
    questioned: RwSignal<Option<Recording>>,
    /// Whether the picture is shown large.
    large: RwSignal<bool>,
    /// Whether the end of the file is being looked for.
    measuring: StoredValue<bool>,
    media: NodeRef<html::Video>,
    /// The file that is being looked at, or asked about.
    picked: StoredValue<Option<Picked>, LocalStorage>,
    /// The handle of the recording's file, until the person has let the browser open it again.
    waiting: RwSignal<Option<Handle>, LocalStorage>,
    /// The copy of the recording that is kept in this browser.
    copy: RwSignal<copy::State>,
    clock: StoredValue<Option<Interval>, LocalStorage>,
}

impl Player {
    /// A player that stands still.
    pub fn new() -> Self {
        Self {
            at: RwSignal::new(None),
            playing: RwSignal::new(false),
            speed: RwSignal::new(1.0),
            follows: RwSignal::new(true),
            source: RwSignal::new(None),
            length: RwSignal::new(None),
            picture: RwSignal::new(false),
            trouble: RwSignal::new(None),
            questioned: RwSignal::new(None),
            large: RwSignal::new(false),
            measuring: StoredValue::new(false),
            media: NodeRef::new(),
            picked: StoredValue::new_local(None),
            waiting: RwSignal::new_local(None),
            copy: RwSignal::new(copy::State::None),
            clock: StoredValue::new_local(None),
        }
    }

    fn element(self) -> Option<HtmlMediaElement> {
        self.media.try_get_untracked().flatten().map(Into::into)
    }

    /// Stops, whichever of the two plays.
    pub fn stop(self) {
        if let Some(element) = self.element() {
            let _ = element.pause();
        }
        self.clock.try_set_value(None);
        self.playing.try_set(false);
    }

    /// Closes the open file.
    fn close(self) {
        self.stop();
        if let Some(address) = self.source.try_get_untracked().flatten() {
            media::revoke(&address);
            self.source.try_set(None);
        }
        self.length.try_set(None);
        self.measuring.try_set_value(false);
        self.picture.try_set(false);
    }
}

impl Review {
    /// Where in the recording the words' time 0 is.
    fn offset(self) -> Millis {
        self.call.with_untracked(|it| it.body.recording.as_ref().map(|it| it.offset).unwrap_or_default())
    }

    /// When the words end; `None` without times.
    pub fn words_end(self) -> Option<Millis> {
        self.analysis.with(|it| playing::words_end(&it.turns))
    }

    /// Where one stands in the call: the one position that the timeline and the player show, and that it plays from.
    pub fn stands(self) -> Option<Millis> {
        let at = self.player.at.get();
        let now = self.now.get().filter(|_| !self.player.playing.get());
        self.analysis.with(|it| playing::stands(&it.turns, at, now))
    }

    /// What can be played; `None` where there is neither an open file nor a time in the words.
    pub fn range(self) -> Option<Range> {
        let offset = self.call.with(|it| it.body.recording.as_ref().map(|it| it.offset).unwrap_or_default());
        let length = self.player.length.get();
        if self.player.source.with(Option::is_some) {
            let known = length.or_else(|| self.words_end().map(|it| it + offset)).unwrap_or_default();
            return Some(Range::of_recording(known, offset));
        }
        self.words_end().filter(|it| it.0 > 0).map(Range::of_words)
    }

    /// Plays or stops.
    pub fn play_or_stop(self) {
        if self.player.playing.get_untracked() {
            self.player.stop();
            return;
        }
        let Some(range) = untrack(|| self.range()) else { return };
        self.player.follows.set(true);
        let at = untrack(|| self.stands()).unwrap_or(range.from);
        // From the end it begins again.
        let at = if at >= range.to { range.from } else { at };
        match self.player.element() {
            Some(element) => {
                if element.ended() || element.current_time() == 0.0 || self.player.at.get_untracked() != Some(at) {
                    self.seek(at);
                }
                media::play(&element);
            }
            None => {
                self.moved(at);
                self.tick();
            }
        }
        self.reveal_now();
    }

    /// Lets the silent clock run.
    fn tick(self) {
        let player = self.player;
        player.playing.set(true);
        let mut before = js_sys::Date::now();
        let clock = Interval::new(TICK, move || {
            let now = js_sys::Date::now();
            let (passed, speed) = ((now - before).max(0.0), player.speed.try_get_untracked().unwrap_or(1.0));
            before = now;
            let Some(at) = player.at.try_get_untracked().flatten() else { return };
            let Some(range) = untrack(|| self.range()) else { return player.stop() };
            let next = at + Millis((passed * speed) as i64);
            self.moved(range.clamp(next));
            if next >= range.to {
                player.stop();
            }
        });
        player.clock.set_value(Some(clock));
    }

    /// Goes to a time.
    pub fn seek(self, at: Millis) {
        let Some(range) = untrack(|| self.range()) else { return };
        let at = range.clamp(at);
        if let Some(element) = self.player.element() {
            element.set_current_time((at + self.offset()).seconds().max(0.0));
        }
        self.moved(at);
    }

    /// Goes forward by some seconds, or back.
    pub fn skip(self, seconds: i32) {
        let at = untrack(|| self.stands()).unwrap_or_default();
        self.seek(at + Millis(i64::from(seconds) * 1000));
    }

    /// Goes to the next turn, or back to the one before: from where the player stands, or from the turn the person went to
    /// since.
    pub fn skip_turn(self, forward: bool) {
        let stands = self.player.at.get_untracked().and_then(|at| self.analysis.with_untracked(|it| playing::turn_at(&it.turns, at)));
        if let Some(now) = self.now.get_untracked().filter(|it| Some(*it) != stands) {
            let last = self.analysis.with_untracked(|it| it.turns.len().saturating_sub(1));
            let to = now.saturating_add_signed(if forward { 1 } else { -1 });
            self.player.follows.set(true);
            self.stand_at(to.min(u32::try_from(last).unwrap_or(u32::MAX)));
            self.reveal_now();
            return;
        }
        let at = self.player.at.get_untracked().unwrap_or(Millis(-1));
        let to = self.analysis.with_untracked(|it| match forward {
            true => playing::next_turn(&it.turns, at),
            false => playing::previous_turn(&it.turns, at),
        });
        if let Some(to) = to {
            self.player.follows.set(true);
            self.seek(to);
            self.reveal_now();
        }
    }

    /// Plays `by` steps faster, or slower.
    pub fn faster(self, by: isize) {
        self.set_speed(playing::faster(self.player.speed.get_untracked(), by));
    }

    /// Plays at a speed; the pitch stays.
    fn set_speed(self, speed: f64) {
        self.player.speed.set(speed);
        if let Some(element) = self.player.element() {
            element.set_playback_rate(speed);
        }
    }

    /// Brings a moment into view and, where its time is known, plays from there.
    pub fn go_to(self, moment: Moment, by: By) {
        self.player.follows.set(true);
        self.pane.set("words");
        if let Some(at) = moment.at {
            self.seek(at);
        }
        self.point_at(Some(moment), by);
    }

    /// Makes a turn the current one and, where its time is known, plays from there.
    pub fn stand_at(self, turn: u32) {
        let start = self.analysis.with_untracked(|it| it.turns.get(turn as usize)?.start);
        if let Some(start) = start {
            self.seek(start);
        }
        self.now.set(Some(turn));
    }

    /// What follows when the player stands at `at`: the turn heard is the current one, and is brought into view while
    /// it plays unless the person has scrolled away.
    fn moved(self, at: Millis) {
        if self.player.at.try_set(Some(at)).is_some() {
            return;
        }
        let turn = self.analysis.with_untracked(|it| playing::turn_at(&it.turns, at));
        // Turns without times follow nothing.
        if turn == self.now.get_untracked() || turn.is_none() && untrack(|| self.words_end()).is_none() {
            return;
        }
        self.now.set(turn);
        if self.player.playing.get_untracked() {
            self.reveal_now();
        }
    }

    /// Brings the current turn into view, where the person follows.
    pub fn reveal_now(self) {
        let Some(turn) = self.now.get_untracked() else { return };
        if self.player.follows.get_untracked() {
            self.point_at(self.start_of(turn), By::Person);
        }
    }

    /// The person follows the words again.
    fn follow_again(self) {
        self.player.follows.set(true);
        self.reveal_now();
    }
}
