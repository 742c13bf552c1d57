//! A folder of the person's choice, into which backup files are written by themselves: one a day, the last of the day.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::handover::saving::workspace;
use super::session::Session;
use super::{backup, sentinel};
use crate::browser::{clock, keep};
use crate::export::file_name::file_name;

/// Under which its handle is kept.
const ID: &str = "backup-folder";

/// The chosen folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// Its name; the browser tells no path.
    pub name: String,
    /// Whether it can be written to without asking.
    pub is_open: bool,
}

/// Whether this browser can write into folders at all.
pub async fn can_be() -> bool {
    keep::call("hasFolders", &Array::new()).await.is_ok_and(|it| it.is_truthy())
}

async fn allowed(handle: &JsValue, ask: bool) -> Result<bool, String> {
    Ok(keep::call("allowed", &Array::of2(handle, &ask.into())).await?.as_string().as_deref() == Some("granted"))
}

/// The folder that was chosen, if one was.
pub async fn chosen(session: Session) -> Option<Folder> {
    let handle = session.db().handle(ID).await.ok().flatten()?;
    let name = Reflect::get(&handle, &"name".into()).ok()?.as_string()?;
    Some(Folder { name, is_open: allowed(&handle, false).await.unwrap_or(false) })
}

/// Lets the person choose one; tells whether they did.
///
/// # Errors
///
/// A sentence.
pub async fn choose(session: Session) -> Result<bool, String> {
    let handle = match keep::call("chooseFolder", &Array::new()).await {
        Ok(handle) => handle,
        Err(why) if why.starts_with("AbortError") => return Ok(false),
        Err(why) => return Err(why),
    };
    session.db().keep_handle(ID, &handle).await.map_err(|err| err.to_string())?;
    Ok(true)
}

/// Lets go of the folder; its files stay.
///
/// # Errors
///
/// A sentence.
pub async fn forget(session: Session) -> Result<(), String> {
    session.db().forget_handle(ID).await.map_err(|err| err.to_string())
}

/// Writes a backup file into the folder; gives its name. `ask`: the person may be asked, after a click only. Nothing is
/// written, and nothing said, where no folder was chosen or it may not be written to.
///
/// # Errors
///
/// A sentence.
pub async fn write(session: Session, ask: bool) -> Result<Option<String>, String> {
    let Some(handle) = session.db().handle(ID).await.map_err(|err| err.to_string())? else { return Ok(None) };
    if !allowed(&handle, ask).await? {
        return Ok(None);
    }
    let (changes, name) = (sentinel::get().unbacked, file_name("workspace", Some(clock::today()), "json"));
    let blob = workspace(&session.db(), "", &|_| true).await?;
    backup::verified(session, &blob).await?;
    keep::call("writeInto", &Array::of3(&handle, &name.as_str().into(), &blob)).await?;
    backup::noted(session, &name, changes);
    Ok(Some(name))
}
