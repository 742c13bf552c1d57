//! The columns of a table of calls, by their names.

/// What a column of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Field {
    File,
    Id,
    Title,
    Date,
    Time,
    Duration,
    Rep,
    Prospect,
    Company,
    Kind,
    Stage,
    Outcome,
    Language,
}

/// How many there are.
pub(super) const FIELDS: usize = Field::Language as usize + 1;

/// The names of columns, lower case, without spaces and signs, sorted.
const NAMES: &[(&str, Field)] = &[
    ("account", Field::Company),
    ("accountexecutive", Field::Rep),
    ("accountname", Field::Company),
    ("ae", Field::Rep),
    ("agent", Field::Rep),
    ("assignedto", Field::Rep),
    ("began", Field::Date),
    ("buyer", Field::Prospect),
    ("callbegan", Field::Date),
    ("calldate", Field::Date),
    ("callduration", Field::Duration),
    ("callid", Field::Id),
    ("calllength", Field::Duration),
    ("callname", Field::Title),
    ("callowner", Field::Rep),
    ("calltitle", Field::Title),
    ("calltype", Field::Kind),
    ("category", Field::Kind),
    ("client", Field::Company),
    ("company", Field::Company),
    ("companyname", Field::Company),
    ("contact", Field::Prospect),
    ("contactemail", Field::Prospect),
    ("contactname", Field::Prospect),
    ("conversationid", Field::Id),
    ("customer", Field::Company),
    ("date", Field::Date),
    ("datetime", Field::Date),
    ("dealstage", Field::Stage),
    ("disposition", Field::Outcome),
    ("duration", Field::Duration),
    ("file", Field::File),
    ("filename", Field::File),
    ("filepath", Field::File),
    ("host", Field::Rep),
    ("hostemail", Field::Rep),
    ("id", Field::Id),
    ("kind", Field::Kind),
    ("language", Field::Language),
    ("length", Field::Duration),
    ("meeting", Field::Title),
    ("meetingdate", Field::Date),
    ("meetingid", Field::Id),
    ("meetingname", Field::Title),
    ("meetingtitle", Field::Title),
    ("meetingtype", Field::Kind),
    ("opportunitystage", Field::Stage),
    ("organisation", Field::Company),
    ("organization", Field::Company),
    ("outcome", Field::Outcome),
    ("owner", Field::Rep),
    ("owneremail", Field::Rep),
    ("ownername", Field::Rep),
    ("path", Field::File),
    ("prospect", Field::Prospect),
    ("prospectemail", Field::Prospect),
    ("prospectname", Field::Prospect),
    ("recordingid", Field::Id),
    ("rep", Field::Rep),
    ("repemail", Field::Rep),
    ("repname", Field::Rep),
    ("result", Field::Outcome),
    ("salesperson", Field::Rep),
    ("salesrep", Field::Rep),
    ("seller", Field::Rep),
    ("stage", Field::Stage),
    ("start", Field::Date),
    ("startdate", Field::Date),
    ("started", Field::Date),
    ("startedat", Field::Date),
    ("starttime", Field::Date),
    ("subject", Field::Title),
    ("time", Field::Time),
    ("timestamp", Field::Date),
    ("title", Field::Title),
    ("topic", Field::Title),
    ("transcript", Field::File),
    ("transcriptfile", Field::File),
    ("transcriptid", Field::Id),
    ("type", Field::Kind),
    ("user", Field::Rep),
    ("when", Field::Date),
];

/// How the names of columns of lengths end, with milliseconds a unit; the first that fits.
pub(super) const UNITS: &[(&str, f64)] = &[
    ("milliseconds", 1.0),
    ("ms", 1.0),
    ("seconds", 1e3),
    ("secs", 1e3),
    ("sec", 1e3),
    ("minutes", 6e4),
    ("mins", 6e4),
    ("min", 6e4),
    ("hours", 3.6e6),
    ("h", 3.6e6),
    ("s", 1e3),
    ("m", 6e4),
];

/// What a column of this name holds, and the unit of its numbers in milliseconds.
pub(super) fn field(name: &str) -> Option<(Field, Option<f64>)> {
    let key: String = name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let known = |key: &str| NAMES.binary_search_by_key(&key, |it| it.0).ok().and_then(|at| NAMES.get(at)).map(|it| it.1);
    if let Some(field) = known(&key) {
        return Some((field, None));
    }
    let (stem, unit) = UNITS.iter().find_map(|(end, unit)| Some((key.strip_suffix(end)?, *unit)))?;
    known(stem.strip_suffix("in").unwrap_or(stem)).filter(|it| *it == Field::Duration).map(|it| (it, Some(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_names_can_be_searched() {
        assert!(NAMES.is_sorted_by_key(|it| it.0));
    }
}
