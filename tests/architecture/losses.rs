//! What `docs/losses.md` says is tried by a test, is.

/// What is wrong with the list: rows out of order, and names of tests that `tests` does not have. `*name*` is a test of the
/// built site, `` `name` `` one in Rust, where it is no path.
pub fn faults(list: &str, tests: &str) -> Vec<String> {
    let rows: Vec<&str> = list.lines().filter(|it| it.starts_with("| ") && it.as_bytes().get(2).is_some_and(u8::is_ascii_digit)).collect();
    let mut faults = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [number, _, _, tried] = cells[..] else {
            faults.push(format!("not four cells: {row}"));
            continue;
        };
        if number != (at + 1).to_string() {
            faults.push(format!("row {} says it is {number}", at + 1));
        }
        let named = |mark: char| tried.split(mark).skip(1).step_by(2);
        let missing = |it: &str, as_is: String| (!tests.contains(&as_is)).then(|| format!("row {number}: there is no test “{it}”"));
        faults.extend(named('*').filter_map(|it| missing(it, format!("'{it}'"))));
        faults.extend(named('`').filter(|it| !it.contains(['/', '.'])).filter_map(|it| missing(it, format!("fn {it}("))));
        if named('*').chain(named('`')).next().is_none() && !tried.starts_with("nothing: ") {
            faults.push(format!("row {number}: neither a test nor a reason"));
        }
    }
    faults
}
