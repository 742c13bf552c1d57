//! The team of Harborline, a seller of inventory and order planning to wholesalers. All invented.

use callcraft::domain::id::{PersonId, RawId};
use callcraft::domain::people::{Person, Role};
use chrono::NaiveDate;

struct Row {
    name: &'static str,
    role: Role,
    start: (i32, u32, u32),
    manager: &'static str,
    zone: &'static str,
    voices: &'static [&'static str],
}

/// The time in every id of the sample, milliseconds since 1970.
pub const IDS: u64 = 1_785_000_000_000;

const INES: &str = "Ines Carvalho";
const TOMASZ: &str = "Tomasz Wrona";

const TEAM: &[Row] = &[
    Row { name: INES, role: Role::Manager, start: (2021, 4, 12), manager: "", zone: "Europe/Lisbon", voices: &[] },
    Row { name: TOMASZ, role: Role::Manager, start: (2020, 2, 3), manager: "", zone: "Europe/Warsaw", voices: &[] },
    Row { name: "Maya Lindqvist", role: Role::Rep, start: (2026, 8, 10), manager: INES, zone: "Europe/Lisbon", voices: &["Maya L."] },
    Row { name: "Devon Achebe", role: Role::Rep, start: (2026, 2, 16), manager: INES, zone: "Europe/London", voices: &[] },
    Row { name: "Rafael Quintero", role: Role::Rep, start: (2025, 9, 15), manager: INES, zone: "Europe/Madrid", voices: &["Rafa"] },
    Row { name: "Hannah Brandt", role: Role::Rep, start: (2024, 9, 9), manager: TOMASZ, zone: "Europe/Berlin", voices: &[] },
    Row { name: "Seun Adeyemi", role: Role::Rep, start: (2024, 4, 15), manager: TOMASZ, zone: "Europe/London", voices: &[] },
    Row { name: "Claire Okonjo", role: Role::Rep, start: (2022, 9, 12), manager: TOMASZ, zone: "Europe/Dublin", voices: &[] },
];

/// The number of a person in ids, from 1; 0 for nobody.
pub fn number(name: &str) -> u8 {
    (1..).zip(TEAM).find(|(_, it)| it.name == name).map_or(0, |(number, _)| number)
}

/// Everybody, managers first.
pub fn team() -> Vec<Person> {
    let id = |name: &str| (!name.is_empty()).then(|| PersonId(RawId::new(IDS, u128::from(number(name)))));
    let person = |row: &Row| {
        Some(Person {
            id: id(row.name)?,
            name: row.name.to_owned(),
            role: row.role,
            start_date: NaiveDate::from_ymd_opt(row.start.0, row.start.1, row.start.2),
            manager: id(row.manager),
            team: "Harborline".to_owned(),
            zone: Some(row.zone.to_owned()),
            voices: row.voices.iter().map(|it| (*it).to_owned()).collect(),
            was: Vec::new(),
        })
    };
    TEAM.iter().filter_map(person).collect()
}
