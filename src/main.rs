//! Starts the product in the browser. On the host there is nothing to start: see the other programs in `src/bin`.

fn main() {
    #[cfg(target_arch = "wasm32")]
    callcraft::ui::start();
}
