//! The trade of sales-call coaching: what things are and what can be computed from them.
//!
//! Pure: no browser, clock, randomness or I/O. Time and ids are arguments.
//!
//! Words, one a thing: a **call** is one conversation; its **transcript** is made of **segments** (as the file has
//! them) that join into **turns**; a **speaker** is on a **side** (ours, theirs); a **rep** is coached by a
//! **manager**; a **rubric** has **categories** of **items** worth **points**; a **scorecard** is one person's
//! judgement of one call by one rubric, resting on **moments** (evidence); a **signal** is something the text shows;
//! a **suggestion** is what the signals would score, never a score itself.

pub mod aim;
pub mod analysis;
pub mod benchmark;
pub mod call;
pub mod consent;
pub mod erasure;
pub mod history;
pub mod id;
pub mod limits;
pub mod listing;
pub mod mail;
pub mod names;
pub mod naming;
pub mod order;
pub mod people;
pub mod playing;
pub mod progress;
pub mod record;
pub mod recording;
pub mod register;
pub mod rejoin;
pub mod retention;
pub mod rubric;
pub mod safety;
pub mod scorecard;
pub mod settings;
pub mod show;
pub mod stats;
pub mod time;
pub mod transcript;
pub mod trend;
pub mod voices;
