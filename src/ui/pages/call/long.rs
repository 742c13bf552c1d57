//! What the words of a call show: at once, or of a long call piece by piece, while the page stays at hand.

use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;

use crate::domain::analysis::{Analysis, Settings, analyse, analyse_slowly};
use crate::domain::call::Call;
use crate::domain::record::Record;
use crate::domain::settings;
use crate::domain::transcript::{Transcript, Turn, turns};
use crate::ui::session::Session;

/// Calls of more segments take longer than a person would not notice.
const LONG: usize = 4000;

/// What is under way. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Hearing {
    /// How much is heard, of a hundred; `None` where all is.
    pub progress: RwSignal<Option<usize>>,
    /// What was heard last and is not shown yet.
    arrived: StoredValue<Option<Analysis>>,
    /// Which run is the last one: an older one ends by itself.
    run: StoredValue<u32>,
    /// Grows when something has arrived.
    told: RwSignal<u32>,
}

impl Hearing {
    pub fn new() -> Self {
        Self { progress: RwSignal::new(None), arrived: StoredValue::new(None), run: StoredValue::new(0), told: RwSignal::new(0) }
    }

    /// What is heard in `transcript`, which follows the settings and whose call it is.
    pub fn of(self, session: Session, call: RwSignal<Record<Call>>, transcript: RwSignal<Option<Record<Transcript>>>) -> Memo<Analysis> {
        let by = Memo::new(move |_| {
            let by = session.with_settings(settings::Settings::of_hearing);
            call.with(|it| (by, it.body.language.clone(), it.body.rep))
        });
        Memo::new(move |_| {
            let (by, language, rep) = by.get();
            let settings = by.hearing(&language);
            self.told.track();
            transcript.with(|it| match it.as_ref().map(|it| &it.body) {
                Some(it) if it.segments.len() <= LONG => analyse(it, it.voice_of(rep), &settings),
                Some(it) => self.arrived.try_update_value(Option::take).flatten().unwrap_or_else(|| {
                    let turns = turns(it, &settings.turns);
                    self.begin(it.clone(), turns.clone(), it.voice_of(rep), settings);
                    Analysis::of_turns(turns)
                }),
                None => Analysis::nothing(),
            })
        })
    }

    fn begin(self, transcript: Transcript, turns: Vec<Turn>, rep: Option<u16>, settings: Settings) {
        self.run.update_value(|it| *it += 1);
        let mine = self.run.get_value();
        self.progress.set(Some(0));
        leptos::task::spawn_local(async move {
            let pause = |done| async move {
                TimeoutFuture::new(0).await;
                let goes_on = self.run.try_get_value() == Some(mine);
                if goes_on {
                    self.progress.set(Some(done));
                }
                goes_on
            };
            let Some(found) = analyse_slowly(&transcript, turns, rep, &settings, pause).await else { return };
            if self.run.try_get_value() == Some(mine) {
                self.arrived.set_value(Some(found));
                self.told.update(|it| *it += 1);
                self.progress.set(None);
            }
        });
    }

    /// Whether nothing is shown of the words yet but the turns.
    pub fn is_under_way(self) -> bool {
        self.progress.get().is_some()
    }

    /// How far it is, for who waits.
    pub fn line(self) -> Option<AnyView> {
        let done = self.progress.get()?;
        Some(
            view! { <p class="muted" role="status">{format!("A long call: its words are being listened to, {done}% so far.")}</p> }
                .into_any(),
        )
    }
}
