//! A stored row, to and from the browser's values.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;

use super::StorageError;

/// The form of the bodies written by this release. A change needs the next [`super::schema::VERSION`].
const FORM: u32 = 1;

/// A record on its way into the database.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) store: &'static str,
    pub(super) id: String,
    pub(super) call: Option<String>,
    pub(super) body: Vec<u8>,
}

impl Row {
    pub(super) fn to_js(&self) -> Result<JsValue, StorageError> {
        let object = Object::new();
        let set = |key: &str, value: JsValue| {
            Reflect::set(&object, &key.into(), &value)
                .map_err(|_| StorageError::BadRow { store: self.store, cause: "it cannot be made".to_owned() })
        };
        set("id", self.id.as_str().into())?;
        set("v", FORM.into())?;
        if let Some(call) = &self.call {
            set("call", call.as_str().into())?;
        }
        set("body", Uint8Array::from(self.body.as_slice()).into())?;
        Ok(object.into())
    }
}

/// The bytes of a stored row's body, in the form of this release.
pub(super) fn body(store: &'static str, row: &JsValue) -> Result<Vec<u8>, StorageError> {
    bytes(store, row).map(|it| it.to_vec())
}

/// The same as the browser has them.
pub(super) fn bytes(store: &'static str, row: &JsValue) -> Result<Uint8Array, StorageError> {
    let field = |key: &str| Reflect::get(row, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let form = field("v").as_f64().unwrap_or(0.0);
    if form > f64::from(FORM) {
        return Err(StorageError::NewerVersion);
    }
    let body = field("body");
    if !wasm_bindgen::JsCast::is_instance_of::<Uint8Array>(&body) {
        return Err(StorageError::BadRow { store, cause: "it has no body".to_owned() });
    }
    Ok(body.into())
}

/// A stored row as it is, to be written again; `None` where it cannot be read.
pub(super) fn kept(store: &'static str, row: &JsValue) -> Option<Row> {
    Some(Row { store, id: field(row, "id")?, call: field(row, "call"), body: body(store, row).ok()? })
}

/// A field of a stored row that is a text.
pub(super) fn field(row: &JsValue, key: &str) -> Option<String> {
    Reflect::get(row, &key.into()).ok()?.as_string()
}
