//! What a government's place is called. Provinces and prefectures are in the tables of numbers; counties matter to nobody's number, so
//! their names are here, for the provinces whose measures this program was made with.

use std::sync::LazyLock;

use crate::number;

/// `data/counties.csv`, sorted by code.
static COUNTIES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let rows = include_str!("../data/counties.csv").lines().skip(1);
    rows.filter_map(|row| row.split_once(',')).collect()
});

/// The name of a GB/T 2260 code: 长沙市, 芙蓉区. None where it is not known.
#[must_use]
pub fn name(code: &str) -> Option<&'static str> {
    let county = || {
        let at = COUNTIES.binary_search_by_key(&code, |(own, _)| own).ok()?;
        COUNTIES.get(at).map(|(_, name)| *name)
    };
    number::region(code).map(|region| region.name).or_else(county)
}

/// The name of a code with that of the prefecture above a county: 长沙市芙蓉区; of a county without a name its prefecture and its code,
/// and of a code that nothing is known of the code.
#[must_use]
pub fn full_name(code: &str) -> String {
    let above = code.get(..4).map(|head| format!("{head}00")).filter(|above| above != code);
    let above = above.as_deref().and_then(number::region).map(|region| region.name);
    match (name(code), above) {
        (Some(own), Some(above)) => format!("{above}{own}"),
        (Some(own), None) => own.to_owned(),
        (None, Some(above)) => format!("{above} {code}"),
        (None, None) => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNTIES, full_name, name};

    #[test]
    fn places_are_called_as_they_are_and_what_is_not_known_is_not_made_up() {
        let called = ["430000", "430100", "430102", "430421", "411102", "430199", "999999", ""].map(full_name);
        let names = ["湖南省", "长沙市", "长沙市芙蓉区", "衡阳市衡阳县", "漯河市源汇区", "长沙市 430199", "999999", ""];
        assert_eq!(called, names);
        assert_eq!((name("430104"), name("430199")), (Some("岳麓区"), None));
    }

    #[test]
    fn the_counties_are_sorted_each_below_a_province_of_the_table() {
        assert!(COUNTIES.len() > 380 && COUNTIES.is_sorted_by_key(|(code, _)| *code));
        assert!(COUNTIES.iter().all(|(code, _)| code.len() == 6 && name(&format!("{}0000", &code[..2])).is_some()));
    }
}
