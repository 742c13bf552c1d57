//! What is handed over, read a call at a time: told before it is saved, and saved.

use std::collections::BTreeSet;

use super::Stored;
use super::saving::{Out, each};
use crate::browser::making::Made;
use crate::browser::{clock, ids, prefs};
use crate::domain::record::{Record, Stamp, Version};
use crate::domain::rubric::find;
use crate::exchange::file::Entry;
use crate::exchange::handover::{Going, Inside, Pick};
use crate::exchange::merge::Known;
use crate::exchange::pseudonym::{Names, Pseudonyms};
use crate::storage::Db;

/// How something is handed over.
pub struct How {
    /// What.
    pub pick: Pick,
    /// With the transcripts.
    pub words: bool,
    /// Without names.
    pub unnamed: bool,
}

/// What was picked, and what is here.
struct Picked<'a> {
    db: &'a Db,
    stored: Stored,
    going: Going,
    /// The calls whose words are read.
    calls: Vec<String>,
}

impl How {
    async fn picked<'a>(&self, db: &'a Db) -> Result<Picked<'a>, String> {
        let stored = Stored::read(db).await.map_err(|err| err.to_string())?;
        if let Pick::Rubric(of) = &self.pick
            && let Some(body) = find(of)
        {
            // Every copy has it: nobody wrote it.
            let stamp = Stamp { by: String::new(), at: clock::now(), version: Version::default(), deleted: false };
            stored.put(Known::new(Entry::Rubric(Record { stamp, body })));
        }
        let going = Going::new(&self.pick, self.words, &stored.all());
        let read: BTreeSet<&String> = if self.words || self.unnamed { crate::domain::order::set(going.calls()) } else { BTreeSet::new() };
        let calls = stored.words().into_iter().filter(|it| read.contains(it)).collect();
        Ok(Picked { db, stored, going, calls })
    }

    /// Tells the records of the file, one after the other, as they are in it.
    async fn records(&self, picked: &mut Picked<'_>, take: &mut impl AsyncFnMut(&Known) -> Result<(), String>) -> Result<(), String> {
        let Picked { db, stored, going, calls } = picked;
        let secret = if self.unnamed { Pseudonyms::new(&secret()) } else { Pseudonyms::new("") };
        let mut names = Names::new(&secret, &stored.all());
        let mut see = async |it: Known, _: Option<&Known>| {
            going.see(&it);
            if it.shown().of_call().is_none_or(|call| going.calls().contains(&call)) {
                names.see(&it);
            }
            Ok(())
        };
        each(db, stored, calls, &|_| true, &mut see).await?;
        let hiding = self.unnamed.then(|| names.hiding());
        let mut tell = async |it: Known, words: Option<&Known>| match &hiding {
            _ if !going.has(&it) => Ok(()),
            None => take(&it).await,
            Some(hiding) => match hiding.entry(it.shown().clone(), words) {
                Some(entry) => take(&Known::new(entry)).await,
                None => Ok(()),
            },
        };
        each(db, stored, calls, &|_| true, &mut tell).await
    }

    /// What would be in the file, what it is named after, and what else is here.
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn inside(&self, db: &Db) -> Result<(Inside, String, Stored), String> {
        let (mut picked, mut inside, mut rubric) = (self.picked(db).await?, Inside::default(), String::new());
        let mut see = async |it: &Known| {
            if let Entry::Rubric(it) = it.shown() {
                rubric.clone_from(&it.body.title);
            }
            inside.see(it);
            Ok(())
        };
        self.records(&mut picked, &mut see).await?;
        let title = self.title(&inside, &rubric, &picked.stored);
        Ok((inside, title, picked.stored))
    }

    /// What the file is named after.
    fn title(&self, inside: &Inside, rubric: &str, stored: &Stored) -> String {
        match (&self.pick, inside.calls.as_slice()) {
            (Pick::Calibration(..), _) => "calibration".to_owned(),
            (Pick::Rep(rep), _) if !self.unnamed => {
                stored.people().into_iter().find(|it| it.body.id == *rep).map_or_else(|| "rep".to_owned(), |it| it.body.name)
            }
            (Pick::Rep(_), _) => "rep".to_owned(),
            (Pick::Rubric(of), _) => format!("rubric {rubric} {}", of.version),
            (_, [only]) => only.clone(),
            _ => "calls".to_owned(),
        }
    }

    /// The file.
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn made(&self, db: &Db) -> Result<Made, String> {
        let mut picked = self.picked(db).await?;
        let mut out = Out::new(self.pick.scope(), self.pick.rubric()).await?;
        self.records(&mut picked, &mut async |it: &Known| out.add(it).await).await?;
        out.end().await
    }
}

/// What pseudonyms are made from: the same in every file of this browser, so that a later one replaces an earlier one.
fn secret() -> String {
    const NAME: &str = "pseudonyms";
    prefs::get(NAME).unwrap_or_else(|| {
        let secret = ids::secret::<16>().map(|it| it.iter().map(|it| format!("{it:02x}")).collect::<String>());
        let secret = secret.unwrap_or_else(|| ids::new().to_string());
        prefs::set(NAME, &secret);
        secret
    })
}
