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
mod rubrics;

/// The page itself.
pub fn view(page: &Page) -> AnyView {
    match page {
        Page::Home => home::HomePage().into_any(),
        Page::Open => open::OpenPage().into_any(),
        Page::Calls => calls::CallsPage().into_any(),
        Page::Call(_) => call::CallPage().into_any(),
        Page::Reps => reps::RepsPage().into_any(),
        Page::Rep(_) => rep::RepPage().into_any(),
        Page::Rubrics => rubrics::RubricsPage().into_any(),
        Page::Data => data::DataPage().into_any(),
        Page::Help => help::HelpPage().into_any(),
        Page::Missing => missing::MissingPage().into_any(),
    }
}
