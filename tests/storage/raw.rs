//! The database past the program ([`raw.js`](raw.js)).

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/storage/raw.js")]
extern "C" {
    pub async fn remove(name: &str);
    #[wasm_bindgen(js_name = putRow)]
    pub async fn put_row(name: &str, store: &str, json: &str);
    #[wasm_bindgen(js_name = everyRow)]
    async fn every_row_js(name: &str) -> JsValue;
    #[wasm_bindgen(js_name = layout)]
    async fn layout_js(name: &str) -> JsValue;
    pub async fn upgrade(name: &str, version: u32);
    #[wasm_bindgen(js_name = makeFirst)]
    pub async fn make_first(name: &str, json: &str);
    pub fn durability() -> String;
    pub fn fill(times: u32);
    pub fn refuse(id: &str, later: bool);
    #[wasm_bindgen(js_name = refuseNothing)]
    pub fn refuse_nothing();
    pub fn uncaught() -> String;
}

pub async fn every_row(name: &str) -> String {
    every_row_js(name).await.as_string().expect("a text")
}

pub async fn layout(name: &str) -> String {
    layout_js(name).await.as_string().expect("a text")
}
