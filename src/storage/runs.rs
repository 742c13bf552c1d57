//! Many rows by their keys: neighbours are asked for, and taken out, in one request, since what thousands of rows need of the
//! database is mostly the way there and back.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbRequest};

use super::StorageError;
use super::many::Many;
use crate::domain::order;

/// So many keys are asked for at a time: enough that the way to the database costs nothing, few enough for the memory.
const AT_ONCE: usize = 100;

/// Some of the keys, in order.
pub(super) struct Part {
    /// The keys.
    pub(super) keys: Vec<String>,
    /// From where to where: between them lie no other rows of the store.
    pub(super) ranges: Vec<JsValue>,
}

/// The keys in parts, after what the store `name` holds. A key of which there is no row is among them as well.
pub(super) async fn parts(many: &Many, name: &str, keys: &[String]) -> Result<Vec<Part>, StorageError> {
    let mut keys = keys.to_vec();
    order::sort(&mut keys);
    keys.dedup();
    let (Some(first), Some(last)) = (keys.first(), keys.last()) else { return Ok(Vec::new()) };
    // Beyond ASCII the database has another order than ours.
    let is_plain = keys.iter().all(|it| it.is_ascii());
    let mut others = match is_plain && first != last {
        true => stored(many, name, &range(first, last)?).await?,
        false => Vec::new(),
    };
    others.retain(|it| keys.binary_search(it).is_err());
    let mut others = others.into_iter().peekable();
    let mut parts = Vec::with_capacity(keys.len().div_ceil(AT_ONCE));
    for keys in keys.chunks(AT_ONCE) {
        let mut ends: Vec<(&String, &String)> = Vec::new();
        for key in keys {
            let mut is_apart = !is_plain;
            while others.next_if(|it| it < key).is_some() {
                is_apart = true;
            }
            match ends.last_mut() {
                Some((_, last)) if !is_apart => *last = key,
                _ => ends.push((key, key)),
            }
        }
        let ranges = ends.into_iter().map(|(first, last)| range(first, last)).collect::<Result<_, _>>()?;
        parts.push(Part { keys: keys.to_vec(), ranges });
    }
    Ok(parts)
}

/// Asks for something of every part and gives each what was found, in order. The next part is asked for before what was found
/// of one is looked at, so that neither the database nor the page waits for the other.
pub(super) async fn each(
    parts: &[Part],
    many: &Many,
    ask: impl Fn(&JsValue) -> Result<Vec<IdbRequest>, StorageError>,
    mut found: impl AsyncFnMut(&Part, Vec<JsValue>) -> Result<(), StorageError>,
) -> Result<(), StorageError> {
    let ask = |part: &Part| -> Result<Vec<IdbRequest>, StorageError> {
        let mut asked = Vec::new();
        for range in &part.ranges {
            asked.extend(ask(range)?);
        }
        Ok(asked)
    };
    let mut ahead = parts.first().map(ask).transpose()?;
    for (n, part) in parts.iter().enumerate() {
        let asked = ahead.take().unwrap_or_default();
        ahead = parts.get(n + 1).map(ask).transpose()?;
        found(part, many.answers(&asked).await?).await?;
    }
    Ok(())
}

/// Takes the rows of these keys out, and no other.
pub(super) async fn delete(many: &Many, name: &str, keys: &[String]) -> Result<(), StorageError> {
    let parts = parts(many, name, keys).await?;
    let store = many.store(name)?;
    parts.iter().flat_map(|it| &it.ranges).try_for_each(|it| Many::asked(store.delete(it)).map(drop))
}

/// The keys of a store in a range.
async fn stored(many: &Many, name: &str, range: &JsValue) -> Result<Vec<String>, StorageError> {
    let found = many.answers(&[Many::asked(many.store(name)?.get_all_keys_with_key(range))?]).await?;
    Ok(found.iter().flat_map(|it| Array::from(it).to_vec()).filter_map(|it| it.as_string()).collect())
}

fn range(first: &str, last: &str) -> Result<JsValue, StorageError> {
    IdbKeyRange::bound(&first.into(), &last.into()).map(JsValue::from).map_err(|err| StorageError::told("read", super::raw::words(&err)))
}
