//! Every address of the site, once. Each is a real folder with a page of its own, so that a reload works on any
//! static host; what changes within a page (which call, which filter) is in the query.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::domain::id::{CallId, PersonId};
use crate::domain::listing::views::{ASSESSED, NO_SIDES, TO_SCORE};
use crate::domain::rubric::RubricRef;

/// The page that saves everything without the program; a file of the site, no page of the program.
pub const RECOVER: &str = "recover.html";

/// A place to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The doors, and what is next.
    Home,
    /// Bringing a file in.
    Open,
    /// All calls.
    Calls,
    /// The calls that wait for a score.
    ToScore,
    /// The calls that have a self-assessment and no score.
    Assessed,
    /// The calls of which nobody has said whose side the voices are on.
    NoSides,
    /// One call and its cards.
    Call(Option<CallId>),
    /// All reps.
    Reps,
    /// One rep.
    Rep(Option<PersonId>),
    /// What calls are scored by.
    Rubrics,
    /// One version of a rubric.
    Rubric(Option<RubricRef>),
    /// A rubric being edited: from which version on.
    EditRubric(RubricRef),
    /// What calls are searched for.
    Signals,
    /// Where the data is, and files out and in.
    Data,
    /// How it works.
    Help,
    /// No such address.
    Missing,
}

impl Page {
    /// Pages in the navigation, in its order.
    pub const NAV: &'static [Page] = &[Page::Home, Page::Calls, Page::Reps, Page::Rubrics, Page::Signals, Page::Data, Page::Help];

    /// The folder of the page, without slashes; empty for the first page.
    pub fn folder(&self) -> &'static str {
        match self {
            Self::Home | Self::Missing => "",
            Self::Open => "open",
            Self::Calls | Self::ToScore | Self::Assessed | Self::NoSides => "calls",
            Self::Call(_) => "call",
            Self::Reps => "reps",
            Self::Rep(_) => "rep",
            Self::Rubrics => "rubrics",
            Self::Rubric(_) | Self::EditRubric(_) => "rubric",
            Self::Signals => "signals",
            Self::Data => "data",
            Self::Help => "help",
        }
    }

    /// What the page is called in titles and the navigation. No names of people or customers: titles end up in
    /// histories.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Open => "Open a file",
            Self::Calls | Self::ToScore | Self::Assessed | Self::NoSides => "Calls",
            Self::Call(_) => "Call",
            Self::Reps => "Reps",
            Self::Rep(_) => "Rep",
            Self::Rubrics => "Rubrics",
            Self::Rubric(_) | Self::EditRubric(_) => "Rubric",
            Self::Signals => "Signals",
            Self::Data => "Data",
            Self::Help => "Help",
            Self::Missing => "No such page",
        }
    }

    /// The navigation entry that stands for this page.
    pub fn section(&self) -> Page {
        match self {
            Self::Open | Self::ToScore | Self::Assessed | Self::NoSides | Self::Call(_) => Self::Calls,
            Self::Rep(_) => Self::Reps,
            Self::Rubric(_) | Self::EditRubric(_) => Self::Rubrics,
            other => other.clone(),
        }
    }

    /// The address within the workspace, from its slash on.
    pub fn path(&self) -> String {
        let id = match self {
            Self::Call(id) => id.map(|it| it.to_string()),
            Self::Rep(id) => id.map(|it| it.to_string()),
            Self::Rubric(id) => id.as_ref().map(rubric_id),
            Self::EditRubric(id) => Some(format!("{}&edit", rubric_id(id))),
            _ => None,
        };
        let folder = self.folder();
        let path = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
        match self {
            Self::ToScore => return format!("{path}?{TO_SCORE}"),
            Self::Assessed => return format!("{path}?{ASSESSED}"),
            Self::NoSides => return format!("{path}?{NO_SIDES}"),
            _ => {}
        }
        id.map_or(path.clone(), |id| format!("{path}?id={id}"))
    }

    /// The page at `path` (below the workspace's base); ids are read from the query by the pages themselves.
    pub fn at(path: &str) -> Page {
        match path.trim_matches('/') {
            "" | "index.html" => Self::Home,
            "open" => Self::Open,
            "calls" => Self::Calls,
            "call" => Self::Call(None),
            "reps" => Self::Reps,
            "rep" => Self::Rep(None),
            "rubrics" => Self::Rubrics,
            "rubric" => Self::Rubric(None),
            "signals" => Self::Signals,
            "data" => Self::Data,
            "help" => Self::Help,
            _ => Self::Missing,
        }
    }
}

/// A rubric's version as it stands in an address: keys may come from files and hold any letter.
fn rubric_id(id: &RubricRef) -> String {
    format!("{}@{}", String::from(js_sys::encode_uri_component(&id.key)), id.version)
}

/// The path all addresses of the workspace begin with ([`crate::browser::site::Site::base`]).
#[derive(Clone)]
pub struct Base(pub String);

/// The whole address of a page.
pub fn href(to: &Page) -> String {
    let Base(base) = use_context().unwrap_or(Base(String::new()));
    format!("{base}{}", to.path())
}

/// A link to a page. The only way to make one.
#[component]
pub fn PageLink(
    /// Where to.
    to: Page,
    /// Extra classes.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=class href=href(&to)>
            {children()}
        </a>
    }
}

/// Goes to a page, as a link would. Take it at the top of a component.
pub fn use_go() -> impl Fn(Page) + Clone + 'static {
    let navigate = use_navigate();
    let Base(base) = use_context().unwrap_or(Base(String::new()));
    // Whole addresses, as links have them: the router would take the slash from the end of the first page's.
    move |to: Page| navigate(&format!("{base}{}", to.path()), NavigateOptions { resolve: false, ..NavigateOptions::default() })
}

/// Like [`use_go`], for what goes on after a wait: asked when it begins, it goes only where the person has not gone elsewhere since.
pub fn go_on(go: impl Fn(Page)) -> impl Fn(Page) {
    let address = || gloo::utils::window().location().href().ok();
    let from = address();
    move |to| {
        if address() == from {
            go(to);
        }
    }
}

/// The page the address names, following it.
pub fn use_page() -> Memo<Page> {
    let Base(base) = use_context().unwrap_or(Base(String::new()));
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| Page::at(path.strip_prefix(&base).unwrap_or(path))))
}
