//! How well the detectors agree, at least, with sentences that were labelled before anybody looked at what is found in
//! them (`tests/labels/`). The word lists were extended by the even rows; the odd ones are held out, and it is these that
//! must not get worse. All were written for this, so they say nothing of calls that nobody here has heard.

use super::*;

/// Of the rows that were held out, at least so much is agreed on.
#[track_caller]
fn floor(detector: &str, csv: &str, precision: f64, recall: f64) {
    let held = csv.lines().enumerate().filter(|it| it.0 % 2 == 0).map(|it| it.1).collect::<Vec<_>>().join("\n");
    let (key, finds) = detector_of(detector).unwrap();
    let found = presence(&Table::read("it.csv", &held).unwrap(), detector, key, &finds, true).unwrap();
    let figure = |name: &str| found[name].as_f64().unwrap();
    assert!(figure("precision") >= precision && figure("recall") >= recall, "{detector}: {found}");
}

macro_rules! labels {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/labels/", $name, ".csv"))
    };
}

#[test]
fn what_is_held_out_is_found_as_well_as_it_was() {
    floor("next-step", labels!("next-step"), 0.95, 0.75);
    floor("impact", labels!("impact"), 0.88, 0.83);
    floor("objection", labels!("objection"), 0.8, 0.65);
    floor("fillers", labels!("fillers"), 0.97, 0.9);
    floor("agenda", labels!("agenda"), 0.75, 0.7);
    floor("commitment", labels!("commitment"), 0.8, 0.75);
    floor("competitor", labels!("competitor"), 0.85, 0.9);
    floor("price", labels!("price"), 0.85, 0.85);
}

/// All of these rows were looked at while the lists were extended.
#[test]
fn german_spanish_and_french_are_found_as_well_as_they_were() {
    floor("next-step", labels!("next-step-languages"), 0.95, 0.9);
    floor("objection", labels!("objection-languages"), 0.95, 0.9);
    floor("price", labels!("price-languages"), 0.95, 0.9);
    floor("agenda", labels!("agenda-languages"), 0.95, 0.9);
}

/// Written for this, and labelled before anybody looked.
#[test]
fn how_people_sound_is_heard_as_well_as_it_was() {
    let found = sentiment::run(&Table::read("it.csv", labels!("sentiment")).unwrap(), true).unwrap();
    let figure = |of: &Value| of["f1"].as_f64().unwrap();
    assert!(figure(&found) >= 0.75 && figure(&found["negative"]) >= 0.8, "{found}");
}
