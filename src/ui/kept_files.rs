//! What this browser keeps of recordings beside the calls themselves, handles and copies, goes when its call goes for
//! ever: not while the call waits in the trash.

use std::cell::Cell;

use crate::ui::session::Session;

const RECORDING: &str = "recording-";

thread_local! {
    static BEGUN: Cell<bool> = const { Cell::new(false) };
}

/// Under what the handle of a call's recording is kept.
pub fn handle_id(call: &str) -> String {
    format!("{RECORDING}{call}")
}

/// Lets go of what belongs to no call any more. What a person has just taken away can still be taken back in this tab,
/// so that is deleted for ever when the page is loaded the next time. A failure is made good another time.
pub async fn let_go(session: Session) {
    let (db, copies) = (session.db(), session.copies());
    if !BEGUN.replace(true) {
        copies.sweep().await;
    }
    let kept = copies.all().await.into_iter().map(|it| it.id).collect();
    for id in db.without_call(kept).await.unwrap_or_default() {
        copies.drop_now(&id).await;
    }
    let Ok(handles) = db.handles().await else { return };
    let calls = handles.iter().filter_map(|it| it.strip_prefix(RECORDING)).map(str::to_owned).collect();
    for id in db.without_call(calls).await.unwrap_or_default() {
        let _ = db.forget_handle(&handle_id(&id)).await;
    }
}
