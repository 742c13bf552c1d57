//! Telling the other tabs of this browser what has changed.

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// A line to all other tabs with the same workspace open.
#[derive(Clone)]
pub struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Joins the line called `name`; `heard` is called with each message of another tab. Where the browser has no
    /// such thing, nothing is heard.
    pub fn join(name: &str, heard: impl Fn(String) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let handler = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(text) = event.data().as_string() {
                    heard(text);
                }
            });
            channel.set_onmessage(Some(handler.as_ref().unchecked_ref()));
            // Lives as long as the page.
            handler.forget();
        }
        Self(channel)
    }

    /// Says `text` to the others.
    pub fn say(&self, text: &str) {
        if let Some(channel) = &self.0 {
            let _ = channel.post_message(&text.into());
        }
    }
}
