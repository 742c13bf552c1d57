//! Where this site lives: the folder it is served from and the workspace the address names.

/// The folder name under which the sample workspace has its addresses.
pub const SAMPLE: &str = "sample";

/// Where the site lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Path of the site's folder without a slash at its end: "" at the root of a host.
    pub root: String,
    /// Whether the address is one of the sample workspace.
    pub sample: bool,
}

impl Site {
    /// Reads it from the document: `<base>` points at the site's folder in every page.
    pub fn current() -> Self {
        let document = gloo::utils::document();
        let base =
            document.base_uri().ok().flatten().and_then(|it| web_sys::Url::new(&it).ok()).map(|it| it.pathname()).unwrap_or_default();
        let root = base.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let path = gloo::utils::window().location().pathname().unwrap_or_default();
        let within = path.strip_prefix(&root).unwrap_or(&path);
        let sample = within.trim_start_matches('/').split('/').next() == Some(SAMPLE);
        Self { root, sample }
    }

    /// The path all addresses of the workspace begin with, without a slash at its end.
    pub fn base(&self) -> String {
        if self.sample { format!("{}/{SAMPLE}", self.root) } else { self.root.clone() }
    }

    /// The address of a file of the site, as the release of this page has it (`?r=…`, see `public/sw.js`).
    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}{}", self.root, release().unwrap_or_default())
    }
}

/// "?r=" and the name of this page's release, which the page's start script was asked for with.
pub fn release() -> Option<String> {
    let script = gloo::utils::document().query_selector("script[src*='boot.js']").ok()??.get_attribute("src")?;
    let (_, query) = script.split_once('?')?;
    query.split('&').find(|it| it.starts_with("r=")).map(|it| format!("?{it}"))
}
