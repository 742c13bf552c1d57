//! What the words of several calls come to, for the comparison with a level (handbook §1).

use super::{Analysis, scored};
use crate::domain::stats::Mean;

/// How many discovery areas there are.
const AREAS: f64 = 6.0;

/// Means over calls, percent; `None` where no call could be measured.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OverCalls {
    /// Talk ratio.
    pub talk_ratio: Option<Mean>,
    /// Discovery areas the prospect spoke to, of six.
    pub discovery_coverage: Option<Mean>,
}

/// The means over the calls of `analyses`. Give it discovery calls: the levels are of those.
pub fn over_calls<'a>(analyses: impl IntoIterator<Item = &'a Analysis>) -> OverCalls {
    let (mut talk, mut areas) = (Vec::new(), Vec::new());
    for analysis in analyses {
        talk.extend(scored(analysis, "talk-ratio"));
        areas.extend(scored(analysis, "discovery-areas").map(|it| 100.0 * it / AREAS));
    }
    OverCalls { talk_ratio: Mean::of(&talk), discovery_coverage: Mean::of(&areas) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::analysis::{Settings, analyse};

    fn analysis(words: &str) -> Analysis {
        let transcript = crate::import::read(words.as_bytes()).unwrap().transcript;
        analyse(&transcript, Some(0), &Settings::default())
    }

    #[test]
    fn a_call_that_cannot_be_measured_is_in_no_mean() {
        let one = analysis(
            "WEBVTT\n\n00:00.000 --> 00:20.000\n<v Ada>How do you count stock today?\n\n00:20.000 --> 01:00.000\n<v Jonas>By hand, and it costs us 4,000 dollars a month.\n",
        );
        let untimed = Analysis::nothing();
        let found = over_calls([&one, &untimed]);
        let talk = found.talk_ratio.unwrap();
        assert_eq!(talk.n, 1);
        assert!((talk.mean - 33.3).abs() < 1.0, "{talk:?}");
        assert!(found.discovery_coverage.unwrap().mean > 0.0);
        assert_eq!(over_calls([&untimed]), OverCalls::default());
    }
}
