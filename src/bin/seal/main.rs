//! The program that closes and opens files with a passphrase. The page starts it in a worker when somebody has typed one,
//! and ends it when the file is there: nobody else waits for what it weighs, the page stays at hand while the passphrase
//! is worked on, and the memory which that takes is given back, which a page's own never is.

#[cfg(target_arch = "wasm32")]
mod pieces;
#[cfg(target_arch = "wasm32")]
mod worker;

fn main() {
    #[cfg(target_arch = "wasm32")]
    callcraft::browser::worker::serve(worker::answer);
}
