//! Several versions of one record where they are stored: what comes back beside what is there by now, and what follows a
//! record into the trash that lies there already. No version goes but for one that knew of it.

use std::collections::{BTreeMap, BTreeSet};

use js_sys::Array;
use serde_json::Value;
use serde_json::value::RawValue;
use wasm_bindgen::JsValue;

use super::many::Many;
use super::registers::{KINDS, alike, joined};
use super::schema::OTHERS;
use super::{Batch, Row, StorageError, row};
use crate::domain::record::Record;
use crate::domain::register::Register;

/// Of versions of one record those that no other replaces, the one to show first, and whether a person has to choose. One
/// that cannot be read gives way to those that can.
pub(super) fn standing(rows: Vec<Row>) -> (Vec<Row>, bool) {
    let read = |it: &Row| serde_json::from_slice::<Record<Value>>(&it.body).ok();
    let Some(all) = Register::of(rows.iter().filter_map(read)) else { return (rows, false) };
    let row = |it: &Record<Value>| rows.iter().find(|row| read(row).as_ref() == Some(it)).cloned();
    (all.siblings().filter_map(row).collect(), all.is_conflict())
}

/// Which records are stored by now. What is put is among them as well.
pub(super) struct There(BTreeSet<(&'static str, String)>);

impl There {
    /// Reads the keys of all stores of records.
    pub(super) async fn read(many: &Many) -> Result<Self, StorageError> {
        let asked = KINDS.iter().map(|it| Many::asked(many.store(it.1)?.get_all_keys())).collect::<Result<Vec<_>, _>>()?;
        let found = many.answers(&asked).await?;
        let keys = |(kind, found): (&(&str, &'static str), &JsValue)| {
            let store = kind.1;
            Array::from(found).to_vec().into_iter().filter_map(move |it| Some((store, it.as_string()?)))
        };
        Ok(Self(crate::domain::order::set(KINDS.iter().zip(&found).flat_map(keys))))
    }
}

/// Writes rows of records again, each beside what is stored of it by now.
pub(super) async fn put(many: &Many, rows: Vec<Row>, there: &mut There) -> Result<(), StorageError> {
    let mut records: BTreeMap<(&'static str, String), Vec<Row>> = BTreeMap::new();
    for row in rows {
        records.entry((row.store, row.id.clone())).or_default().push(row);
    }
    let others = many.store(OTHERS)?;
    let mut asked = Vec::new();
    let mut met = Vec::new();
    for (record, rows) in records {
        let is_new = there.0.insert(record.clone());
        if let ([row], true) = (rows.as_slice(), is_new) {
            many.put(row)?;
            continue;
        }
        let (store, key) = &record;
        asked.push(Many::asked(many.store(store)?.get(&key.as_str().into()))?);
        let id = joined(kind(store), key);
        asked.push(Many::asked(others.get(&id.as_str().into()))?);
        asked.push(Many::asked(others.get(&alike(&id).into()))?);
        met.push((record, rows));
    }
    let found = many.answers(&asked).await?;
    for (((store, key), mut rows), found) in met.into_iter().zip(found.chunks_exact(3)) {
        let [own, beside @ ..] = found else { continue };
        let call = rows.first().and_then(|it| it.call.clone());
        let version = |body| Row { store, id: key.clone(), call: call.clone(), body };
        rows.extend(beside.iter().flat_map(lines).filter_map(|it| Some(version(format!("{{{}", it.split_once(',')?.1).into_bytes()))));
        let own = row::kept(store, own);
        rows.extend(own.clone());
        let (mut rows, differ) = standing(rows);
        if let (Some(own), [shown]) = (own, rows.as_mut_slice())
            && own.body == shown.body
        {
            // What came back is in it, so that it is no longer as a file left it that is taken back one day.
            shown.body = touched(&own.body).unwrap_or(own.body);
        }
        let line = |it: &Row| format!("{{\"kind\":\"{}\",{}", kind(store), String::from_utf8_lossy(it.body.get(1..).unwrap_or_default()));
        let lines: Vec<String> = rows.iter().skip(1).map(line).collect();
        let batch = rows.into_iter().take(1).fold(Batch::default(), Batch::row);
        many.change(&batch.others(kind(store), &key, &lines, differ))?;
    }
    Ok(())
}

/// A record as its next version, otherwise as it is. Nobody writes under that id again.
fn touched(body: &[u8]) -> Option<Vec<u8>> {
    let mut it: Record<Box<RawValue>> = serde_json::from_slice(body).ok()?;
    it.stamp.version = it.stamp.version.next(&format!("{:016x}", js_sys::Math::random().to_bits()));
    serde_json::to_vec(&it).ok()
}

fn kind(store: &str) -> &'static str {
    KINDS.iter().find(|it| it.1 == store).map_or("", |it| it.0)
}

/// The further versions that a row of [`OTHERS`] holds.
fn lines(row: &JsValue) -> Vec<String> {
    let read = |it: Vec<u8>| serde_json::from_slice::<(String, String, Vec<String>)>(&it).ok();
    row::body(OTHERS, row).ok().and_then(read).map(|it| it.2).unwrap_or_default()
}
