//! What happens when the program stops: a static overlay of index.html takes over.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = window, js_name = callcraftCrash, catch)]
    fn callcraft_crash(message: &str) -> Result<(), JsValue>;
}

/// Shows the crash overlay whenever the program panics.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let message = info.to_string();
        // Later, not now: the program may hold locks that the page's handlers need.
        gloo::timers::callback::Timeout::new(0, move || {
            let _ = callcraft_crash(&message);
        })
        .forget();
    }));
}
