//! Playing a call: which turn is heard when, and where a step or a jump leads. Times are the words' own, so they are the
//! times the transcript shows; a recording that was begun earlier or later differs from them by its offset.

use super::time::Millis;
use super::transcript::Turn;

/// The speeds offered, slowest first, with their labels.
pub const SPEEDS: &[(f64, &str)] =
    &[(0.5, "0.5×"), (0.75, "0.75×"), (1.0, "1×"), (1.25, "1.25×"), (1.5, "1.5×"), (1.75, "1.75×"), (2.0, "2×")];

/// Going back a turn within this time of its beginning goes to the one before.
const JUST_BEGUN: Millis = Millis(1500);

/// The speed `by` steps faster (or slower, where negative) than `speed`, within [`SPEEDS`].
pub fn faster(speed: f64, by: isize) -> f64 {
    let now = SPEEDS.iter().position(|(it, _)| *it >= speed).unwrap_or(SPEEDS.len() - 1);
    let next = now.saturating_add_signed(by).min(SPEEDS.len() - 1);
    SPEEDS.get(next).map_or(1.0, |it| it.0)
}

/// The turn heard at a time: of those that have begun, the one begun last that still goes on; in a pause, the one begun
/// last. `None` before the first and where no turn has a time.
pub fn turn_at(turns: &[Turn], at: Millis) -> Option<u32> {
    let mut best: Option<(bool, Millis, usize)> = None;
    for (index, turn) in turns.iter().enumerate() {
        let Some(start) = turn.start.filter(|it| *it <= at) else { continue };
        let goes_on = turn.end.is_none_or(|it| it > at);
        if best.is_none_or(|it| (goes_on, start) >= (it.0, it.1)) {
            best = Some((goes_on, start, index));
        }
    }
    u32::try_from(best?.2).ok()
}

/// Where one stands in the call, when the player stands at `at` and the turn `now` is the current one: at the player's time,
/// or at the beginning of a turn that was gone to since without playing from there. `None` where neither tells a time.
pub fn stands(turns: &[Turn], at: Option<Millis>, now: Option<u32>) -> Option<Millis> {
    let gone_to = now.filter(|now| at.is_none_or(|at| turn_at(turns, at) != Some(*now)));
    gone_to.and_then(|it| turns.get(it as usize)?.start).or(at)
}

/// When the next turn after a time begins.
pub fn next_turn(turns: &[Turn], at: Millis) -> Option<Millis> {
    turns.iter().filter_map(|it| it.start).filter(|it| *it > at).min()
}

/// When the turn at a time began, or the one before where it has only just begun.
pub fn previous_turn(turns: &[Turn], at: Millis) -> Option<Millis> {
    turns.iter().filter_map(|it| it.start).filter(|it| *it < at - JUST_BEGUN).max().or_else(|| turns.iter().filter_map(|it| it.start).min())
}

/// When the words end; `None` where a turn has no time, so that nothing can follow.
pub fn words_end(turns: &[Turn]) -> Option<Millis> {
    if turns.iter().any(|it| it.start.is_none()) {
        return None;
    }
    turns.iter().filter_map(|it| it.end.or(it.start)).max()
}

/// What can be played, in the words' time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first moment.
    pub from: Millis,
    /// The last; never before the first.
    pub to: Millis,
}

impl Range {
    /// The range of a recording of a length in which the words' time 0 is at `offset`.
    pub fn of_recording(length: Millis, offset: Millis) -> Self {
        Self { from: Millis(0) - offset, to: (length - offset).max(Millis(0) - offset) }
    }

    /// The range of words that are played without a recording.
    pub fn of_words(end: Millis) -> Self {
        Self { from: Millis(0), to: end.max(Millis(0)) }
    }

    /// The moment of the range next to `at`.
    pub fn clamp(self, at: Millis) -> Millis {
        at.max(self.from).min(self.to)
    }
}

/// Where on a timeline of 1000 a time stands, when the words end at `end`.
pub fn share(at: Millis, end: Millis) -> u32 {
    if end.0 <= 0 { 0 } else { (at.seconds() / end.seconds() * 1000.0).clamp(0.0, 1000.0) as u32 }
}

/// The time at a thousandth of a timeline.
pub fn time_at(share: u32, end: Millis) -> Millis {
    Millis::from_seconds(end.seconds().max(0.0) * f64::from(share.min(1000)) / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn turn(start: Option<i64>, end: Option<i64>) -> Turn {
        Turn { speaker: None, start: start.map(Millis), end: end.map(Millis), segments: vec![] }
    }

    /// 1 s to 4 s, 5 s to 9 s with a word of the other side at 6 s, 9 s to an unknown end.
    fn talk() -> Vec<Turn> {
        [(1000, Some(4000)), (5000, Some(9000)), (6000, Some(6500)), (9000, None)].map(|(from, to)| turn(Some(from), to)).to_vec()
    }

    #[track_caller]
    fn check(at: i64, heard: Option<u32>) {
        assert_eq!(turn_at(&talk(), Millis(at)), heard, "at {at} ms");
    }

    #[test]
    fn the_turn_heard_is_the_one_that_goes_on_and_in_a_pause_the_last_begun() {
        check(0, None);
        check(1000, Some(0));
        check(4500, Some(0));
        check(5000, Some(1));
        check(6200, Some(2));
        check(7000, Some(1));
        check(9000, Some(3));
        check(1_000_000, Some(3));
    }

    #[test]
    fn one_stands_where_it_plays_or_at_the_turn_gone_to_since() {
        let at = |at: Option<i64>, now: Option<u32>| stands(&talk(), at.map(Millis), now).map(|it| it.0);
        assert_eq!([at(None, None), at(None, Some(1)), at(Some(0), None)], [None, Some(5000), Some(0)]);
        assert_eq!([at(Some(7000), Some(1)), at(Some(7000), Some(0)), at(Some(7000), Some(9))], [Some(7000), Some(1000), Some(7000)]);
        assert_eq!(stands(&[turn(None, None)], None, Some(0)), None, "a turn without a time is no place on the clock");
    }

    #[test]
    fn without_times_nothing_is_heard() {
        let silent = vec![turn(None, None), turn(None, None)];
        assert_eq!(turn_at(&silent, Millis(5000)), None);
        assert_eq!(next_turn(&silent, Millis(0)), None);
        assert_eq!(previous_turn(&silent, Millis(0)), None);
        assert_eq!(words_end(&silent), None);
        assert_eq!(words_end(&[turn(Some(0), None), turn(None, None)]), None, "one turn without a time is enough");
    }

    #[test]
    fn a_step_back_goes_to_the_beginning_first_and_then_to_the_turn_before() {
        for (at, begins) in [(8900, 6000), (6400, 1000), (5100, 1000), (4900, 1000), (0, 1000)] {
            assert_eq!(previous_turn(&talk(), Millis(at)), Some(Millis(begins)), "from {at}");
        }
        for (at, begins) in [(0, Some(1000)), (1000, Some(5000)), (6000, Some(9000)), (9000, None)] {
            assert_eq!(next_turn(&talk(), Millis(at)), begins.map(Millis), "from {at}");
        }
    }

    #[test]
    fn speeds_go_step_by_step_and_stop_at_both_ends() {
        for (from, by, to) in
            [(1.0, 1, 1.25), (1.0, -1, 0.75), (0.75, -1, 0.5), (0.5, -1, 0.5), (2.0, 1, 2.0), (1.1, 1, 1.5), (9.0, -1, 1.75)]
        {
            assert_eq!(faster(from, by), to, "{by} from {from}");
        }
    }

    #[test]
    fn an_offset_moves_what_can_be_played() {
        let range = |length, offset| Range::of_recording(Millis(length), Millis(offset));
        assert_eq!(range(60_000, 12_000), Range { from: Millis(-12_000), to: Millis(48_000) });
        assert_eq!(range(60_000, -5000), Range { from: Millis(5000), to: Millis(65_000) });
        assert_eq!(range(60_000, 12_000).clamp(Millis(50_000)), Millis(48_000));
        assert_eq!(Range::of_words(Millis(9000)).clamp(Millis(-1)), Millis(0));
    }

    proptest! {
        #[test]
        fn a_clamped_time_can_be_played(length in 0i64..10_000_000, offset in any::<i64>(), at in any::<i64>()) {
            let range = Range::of_recording(Millis(length), Millis(offset));
            let at = range.clamp(Millis(at));
            prop_assert!(range.from <= at && at <= range.to);
        }

        #[test]
        fn a_click_on_the_timeline_comes_back_to_its_place(share_of in 0u32..=1000, end in 2_000i64..10_000_000) {
            prop_assert!(share(time_at(share_of, Millis(end)), Millis(end)).abs_diff(share_of) <= 1);
        }

        #[test]
        fn the_start_of_the_next_turn_is_in_that_turn(starts in proptest::collection::vec(0i64..100_000, 1..20), at in 0i64..100_000) {
            let turns: Vec<Turn> = starts.iter().map(|it| turn(Some(*it), None)).collect();
            if let Some(next) = next_turn(&turns, Millis(at)) {
                let heard = turn_at(&turns, next).and_then(|it| turns[it as usize].start);
                prop_assert_eq!(heard, Some(next));
            }
        }
    }
}
