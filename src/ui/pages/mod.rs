//! The pages. They do not know each other.

use leptos::prelude::*;

use super::routes::Page;

mod call;
mod calls;
mod data;
mod help;
mod home;
mod missing;
mod open;
mod rep;
mod reps;
mod rubric;
mod rubrics;
mod signals;

/// The page itself. The first page comes with the program; the others are in the part that arrives later.
pub fn view(page: &Page) -> AnyView {
    match page {
        Page::Home => home::HomePage().into_any(),
        Page::Missing => missing::MissingPage().into_any(),
        other => super::later::view(other),
    }
}

/// A page of the later part. Only [`super::later`] asks for it: any other caller would bring it into the first part.
pub(super) fn later(page: &Page) -> AnyView {
    match page {
        Page::Open => open::OpenPage().into_any(),
        Page::Calls | Page::ToScore | Page::Assessed | Page::NoSides => calls::CallsPage().into_any(),
        Page::Call(_) => call::CallPage().into_any(),
        Page::Reps => reps::RepsPage().into_any(),
        Page::Rep(_) => rep::RepPage().into_any(),
        Page::Rubrics => rubrics::RubricsPage().into_any(),
        Page::Rubric(_) | Page::EditRubric(_) => rubric::RubricPage().into_any(),
        Page::Signals => signals::SignalsPage().into_any(),
        Page::Data => data::DataPage().into_any(),
        Page::Help => help::HelpPage().into_any(),
        Page::Home => home::next::NextPage().into_any(),
        Page::Missing => missing::MissingPage().into_any(),
    }
}
