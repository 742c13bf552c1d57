//! A form whose record another tab has changed or deleted meanwhile: what is said in it, before it is saved once more.

use leptos::prelude::*;

use super::live::live;
use crate::domain::rejoin::{Clash, says};

/// What is said where the record was deleted and can be brought back.
const DELETED: &str = "This was deleted in another tab. What you have written is still here: save once more to bring it back with that.";
/// What is said where it cannot.
const GONE: &str = "This is not in this workspace any more: it was erased for ever, or its trash was emptied, in another tab. What you have written stands here until you close this: copy what you need.";

/// What was said in a form so far. `Copy`; goes with the form.
#[derive(Clone, Copy)]
pub struct Crossed {
    told: StoredValue<Vec<Clash>>,
    says: RwSignal<String>,
}

impl Default for Crossed {
    fn default() -> Self {
        Self { told: StoredValue::default(), says: RwSignal::new(String::new()) }
    }
}

impl Crossed {
    /// Whether what another tab has written into the same fields may be written over: only once the person was told of it.
    /// Where the form is closed already nobody can be.
    pub fn may_write_over(self, both: &[Clash]) -> bool {
        let is_told = |told: &Vec<Clash>| both.iter().all(|it| told.contains(it));
        if self.told.try_with_value(is_told) != Some(false) {
            return true;
        }
        self.told.set_value(both.to_vec());
        self.says.set(format!("{} Save once more to keep what you have written instead.", says(both).unwrap_or_default()));
        false
    }

    /// Says that the record was deleted, and whether it can be brought back.
    pub fn is_deleted(self, in_trash: bool) {
        self.says.try_set(if in_trash { DELETED } else { GONE }.to_owned());
    }

    /// It is there again: what was said of its deletion is not so any more.
    pub fn is_back(self) {
        if self.says.try_with_untracked(|it| it == DELETED || it == GONE) == Some(true) {
            self.says.set(String::new());
        }
    }

    /// Whether it may be brought back: only once the person was told that it was deleted.
    pub fn may_bring_back(self) -> bool {
        let is_told = self.says.try_with_untracked(|it| it == DELETED).unwrap_or_default();
        if !is_told {
            self.is_deleted(true);
        }
        is_told
    }
}

/// What is said, above the buttons of the form.
#[component]
pub fn WhatCrossed(crossed: Crossed) -> impl IntoView {
    live(move || {
        let text = crossed.says.get();
        (!text.is_empty()).then(|| view! { <p class="note bad" role="alert">{text}</p> })
    })
}
