//! Small choices of this browser that are no data: kept in localStorage, lost without harm.

fn storage() -> Option<web_sys::Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

/// The choice called `key`, if one was made.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(&format!("callcraft.{key}")).ok().flatten()
}

/// Keeps a choice; where the browser keeps none, it is forgotten.
pub fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("callcraft.{key}"), value);
    }
}

/// Forgets every choice whose name and value are such.
pub fn forget_all(is_such: impl Fn(&str, &str) -> bool) {
    let Some(storage) = storage() else { return };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    for name in names.collect::<Vec<_>>() {
        let value = storage.get_item(&name).ok().flatten().unwrap_or_default();
        if name.starts_with("callcraft.") && is_such(&name, &value) {
            let _ = storage.remove_item(&name);
        }
    }
}

/// Forgets a choice.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("callcraft.{key}"));
    }
}
