//! Calls taken out with all that hangs on them, in the transaction of whoever does so.

use std::collections::BTreeMap;

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::many::Many;
use super::schema::{BY_CALL, CALLS, SCORECARDS, TRANSCRIPTS};
use super::{Row, StorageError, raw, row, runs};

/// Takes calls out with their words and their cards; `each` is given what is taken of each, the call first. `said` hears
/// now and then how many are done.
pub(super) async fn calls(
    many: &Many,
    calls: &[String],
    mut each: impl FnMut(Vec<Row>) -> Result<(), StorageError>,
    said: &dyn Fn(usize),
) -> Result<(), StorageError> {
    let by_call = many.store(SCORECARDS)?.index(BY_CALL).map_err(|err| StorageError::told("read", raw::words(&err)))?;
    let stores = [CALLS, TRANSCRIPTS, SCORECARDS];
    let mut taken: [Vec<String>; 3] = Default::default();
    let parts = runs::parts(many, CALLS, calls).await?;
    let mut done = 0;
    let ask = |range: &JsValue| {
        let asked = [many.store(CALLS)?.get_all_with_key(range), many.store(TRANSCRIPTS)?.get_all_with_key(range)];
        asked.into_iter().chain([by_call.get_all_with_key(range)]).map(Many::asked).collect()
    };
    let take = async |part: &runs::Part, found: Vec<JsValue>| {
        let mut rows: BTreeMap<&String, Vec<Row>> = crate::domain::order::map(part.keys.iter().map(|it| (it, Vec::new())));
        for at in 0..stores.len() {
            for row in found.iter().skip(at).step_by(stores.len()).flat_map(|it| Array::from(it).to_vec()) {
                let id = row::field(&row, "id");
                let call = if stores[at] == SCORECARDS { row::field(&row, "call") } else { id.clone() };
                // Words without their call lie between calls as well, and stay.
                if let (Some(id), Some(rows)) = (id, call.and_then(|it| rows.get_mut(&it))) {
                    rows.extend(row::kept(stores[at], &row));
                    taken[at].push(id);
                }
            }
        }
        rows.into_values().try_for_each(&mut each)?;
        done += part.keys.len();
        said(done);
        Ok(())
    };
    runs::each(&parts, many, ask, take).await?;
    for (name, keys) in stores.into_iter().zip(taken) {
        runs::delete(many, name, &keys).await?;
    }
    Ok(())
}
