//! Charts: SVG from numbers. They know the domain's types and nothing of pages.

pub mod bars;
pub mod trend;
