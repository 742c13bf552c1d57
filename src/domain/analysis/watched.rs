//! The short lists of words that are looked out for while the phrases of a sentence are found.

use super::figures::HALVES;
use super::named::{CUSTOMERS, DID, TELLS, THEY};
use super::phrases::SOLD_BY;
use super::words::Watch;

/// What short lists of words tell, as bits: a sentence without a word of them is asked nothing that needs one.
pub(super) mod told_by {
    pub const HALF: u8 = 1;
    pub const CUSTOMER: u8 = 1 << 1;
    pub const PRICED: u8 = 1 << 2;
    pub const BROUGHT_IN: u8 = 1 << 3;
    pub const OTHERS: u8 = 1 << 4;
}

/// Those lists.
pub(super) const WATCHED: Watch = Watch::of(&[
    (&HALVES, told_by::HALF),
    (&CUSTOMERS, told_by::CUSTOMER),
    (&SOLD_BY, told_by::PRICED),
    (&DID, told_by::BROUGHT_IN),
    (&TELLS, told_by::OTHERS),
    (&THEY, told_by::OTHERS),
]);
