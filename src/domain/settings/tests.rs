//! Settings of two copies and of two tabs put together, and what of them decides what is heard.

use super::*;
use crate::domain::id::RawId;
use crate::domain::time::Millis;
use crate::domain::transcript::Place;

fn view(name: &str, query: &str) -> View {
    View { name: name.to_owned(), query: query.to_owned() }
}

fn ours() -> Settings {
    Settings {
        writer: "a".to_owned(),
        competitors: vec!["Acme".to_owned()],
        keep: Retention { words: Some(12), calls: None },
        views: vec![view("Mine", "grade=A")],
        ..Settings::default()
    }
}

fn theirs() -> Settings {
    Settings {
        me: Some(PersonId(RawId::new(1, 0))),
        competitors: vec!["acme".to_owned(), "Moor".to_owned()],
        keep: Retention { words: Some(3), calls: Some(24) },
        views: vec![view("Mine", "grade=F"), view("Week", "when=week")],
        ..Settings::default()
    }
}

#[test]
fn what_is_set_here_stays_and_what_is_not_is_added() {
    let joined = ours().with_more_of(&theirs());
    assert_eq!((joined.writer.as_str(), joined.me), ("a", None));
    assert_eq!(joined.competitors, ["Acme", "Moor"]);
    assert_eq!(joined.keep, Retention { words: Some(12), calls: Some(24) });
    assert_eq!(joined.views, [view("Mine", "grade=A"), view("Week", "when=week")]);
}

#[test]
fn the_same_once_more_changes_nothing_and_an_empty_copy_takes_all() {
    let joined = ours().with_more_of(&theirs());
    assert_eq!(joined.with_more_of(&theirs()), joined);
    assert_eq!(Settings::default().with_more_of(&theirs()), Settings { me: None, ..theirs() });
}

fn rule(name: &str, phrases: &[&str]) -> Rule {
    let rule = serde_json::json!({ "name": name, "kind": "pain", "phrases": phrases });
    serde_json::from_value(rule).unwrap()
}

#[test]
fn what_two_tabs_set_at_the_same_time_is_kept_field_by_field_and_entry_by_entry() {
    let was = Settings { rules: vec![rule("", &["a"]), rule("", &["b"]), rule("Old", &["c"])], ..ours() };
    let mut mine = Settings { competitors: vec!["Acme".to_owned(), "Ravel".to_owned()], me: theirs().me, ..was.clone() };
    mine.rules = vec![rule("", &["a"]), rule("", &["b", "mine"]), rule("New", &["d"])];
    let mut theirs = Settings { competitors: vec!["Moor".to_owned()], keep: Retention { words: Some(3), calls: Some(9) }, ..was.clone() };
    theirs.rules = vec![rule("", &["a"]), rule("", &["b", "theirs"]), rule("Old", &["c"]), rule("Other", &["e"])];
    theirs.views = vec![view("Mine", "grade=A"), view("Week", "when=week")];
    let joined = Settings::rejoined(&was, &mine, &theirs);
    assert_eq!((joined.competitors, joined.me), (vec!["Moor".to_owned(), "Ravel".to_owned()], mine.me));
    assert_eq!((joined.keep, joined.views), (theirs.keep, theirs.views));
    let wanted = [rule("", &["a"]), rule("", &["b", "theirs", "mine"]), rule("Other", &["e"]), rule("New", &["d"])];
    assert_eq!(joined.rules, wanted);
}

#[test]
fn what_is_said_of_a_shipped_signal_is_kept_apart_from_its_phrases_and_joined_with_what_others_said() {
    let (call, place) = (crate::domain::id::CallId(RawId::new(1, 1)), |segment| Place { segment, offset: 0 });
    let shipped = crate::domain::analysis::shipped("en").next().unwrap().0;
    let said = |segment, right| {
        let mut settings = ours();
        settings.say_of(&shipped).unwrap().judge(call, place(segment), Some(right));
        settings
    };
    let (mine, theirs) = (said(1, true), said(2, false));
    assert_eq!((mine.shipped.len(), mine.shipped[0].phrases.len()), (1, 0));
    let joined = Settings::rejoined(&ours(), &mine, &theirs);
    let told = joined.said_of(&shipped).unwrap().precision().unwrap();
    assert_eq!((joined.shipped.len(), told.of, told.n), (1, 1, 2));
    let (here, there) = (mine.with_more_of(&theirs), theirs.with_more_of(&said(2, true)));
    assert_eq!(here.said_of(&shipped).unwrap().judged.len(), 2, "what others said of other hits is taken in");
    assert_eq!(there.shipped, theirs.shipped, "what is said here of the same hit stays");
    assert_eq!(here.with_more_of(&theirs), here, "a second time changes nothing");
    assert_eq!(ours().with_more_of(&theirs).shipped, theirs.shipped);
}

#[test]
fn a_shipped_signal_that_is_off_elsewhere_is_off_here_unless_it_was_switched_on_again() {
    let shipped = analysis::shipped("en").next().unwrap().0;
    let set = |off: Option<bool>| {
        let mut settings = ours();
        settings.say_of(&shipped).unwrap().off = off;
        settings
    };
    let joined = |mine, theirs| set(mine).with_more_of(&set(theirs)).said_of(&shipped).unwrap().off;
    assert_eq!([joined(None, Some(true)), joined(Some(false), Some(true))], [Some(true), Some(false)]);
    assert_eq!(Settings::rejoined(&set(None), &set(Some(true)), &set(None)).shipped, set(Some(true)).shipped);
    assert_eq!((set(Some(true)).of_hearing().shipped.len(), set(Some(false)).of_hearing().shipped.len()), (1, 0));
}

#[test]
fn two_views_of_one_name_are_both_kept_and_what_one_tab_removed_stays_where_the_other_changed_it() {
    let of = |views: &[View]| Settings { views: views.to_vec(), ..ours() };
    let was = of(&[view("A", "1"), view("B", "1")]);
    let joined = Settings::rejoined(&was, &of(&[view("A", "2"), view("C", "1")]), &of(&[view("B", "2"), view("C", "2")]));
    assert_eq!(joined.views, [view("B", "2"), view("C", "2"), view("C (2)", "1"), view("A", "2")]);
}

#[test]
fn what_only_one_tab_changed_is_as_it_has_it_and_a_second_time_changes_nothing() {
    let (was, other) = (ours(), Settings { writer: "a".to_owned(), ..theirs() });
    assert_eq!(Settings::rejoined(&was, &other, &was), other);
    assert_eq!(Settings::rejoined(&was, &was, &other), other);
    let joined = Settings::rejoined(&was, &other, &Settings { me: None, ..was.clone() });
    assert_eq!(Settings::rejoined(&joined, &joined, &joined), joined);
}

#[test]
fn a_file_never_carries_the_writer_and_nothing_where_nothing_is_set() {
    assert_eq!(ours().to_hand().map(|it| it.writer), Some(String::new()));
    assert_eq!(Settings { writer: "a".to_owned(), ..Settings::default() }.to_hand(), None);
}

#[test]
fn what_shares_are_counted_against_goes_along_where_nothing_was_set_here() {
    let call = Settings { against: Against::Call, ..ours() };
    assert_eq!((ours().with_more_of(&call).against, call.with_more_of(&ours()).against), (Against::Call, Against::Call));
    assert_eq!(Settings::rejoined(&ours(), &ours(), &call).against, Against::Call);
    assert_eq!((call.hearing("en").against, ours().hearing("en").against), (Against::Call, Against::Speech));
    assert_eq!(serde_json::from_str::<Settings>(r#"{"against":"call"}"#).unwrap().against, Against::Call);
}

#[test]
fn what_joins_turns_goes_along_where_nothing_was_set_here_and_is_kept_within_reason() {
    let rules = |pause| TurnRules { pause: Millis(pause), ..TurnRules::default() };
    let of = |pause| Settings { turns: rules(pause), ..ours() };
    assert_eq!((ours().with_more_of(&of(9000)).turns, of(5000).with_more_of(&of(9000)).turns), (rules(9000), rules(5000)));
    assert_eq!(Settings::rejoined(&ours(), &ours(), &of(9000)).turns, rules(9000));
    assert_eq!(Settings::rejoined(&ours(), &of(5000), &of(9000)).turns, rules(5000));
    assert_eq!((of(9000).hearing("en").turns, of(-1).hearing("en").turns), (rules(9000), rules(500)));
    assert_eq!(serde_json::from_str::<Settings>(r#"{"turns":{"pause_ms":9000}}"#).unwrap().turns, rules(9000));
}
