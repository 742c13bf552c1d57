//! How much room the window has.

/// Whether the page is laid out for a narrow screen, as the style sheets tell it.
pub fn is_narrow() -> bool {
    gloo::utils::window().match_media("(max-width: 48rem)").ok().flatten().is_some_and(|it| it.matches())
}
