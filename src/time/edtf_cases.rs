//! Which strings are EDTF and which are not.

use super::When;

/// One of each kind, whatever else is at hand.
pub(crate) const VALID: &[&str] = &[
    // Level 0
    "2016",
    "0000",
    "-0002",
    "2016-05",
    "2016-05-31",
    "2016-02-29",
    "2016-05-02T16:54:59",
    "2016-05-02T16:54:59.04200000",
    "2016-05-02T24:00:00",
    "2016-05-02T16:54:59Z",
    "2016-05-02T16:54:59+14:00",
    "2016-05-02T16:54:59-12",
    "2016-05-02T16:54:59-0015",
    "2016-05-02T16:54:59+00:00",
    "19",
    "00",
    "-04",
    "2004-02-01/2005-02-08",
    "1980-08/1994",
    // Level 1
    "2016?",
    "2016-05-03%",
    "2016-XX",
    "2016-05-XX",
    "XXXX-XX-XX",
    "198X",
    "Y170002",
    "Y-10000",
    "2001-21",
    "1980?/1994~",
    "/",
    "../..",
    "../2016",
    "/2016-05",
    "2016-05/",
    // Level 2
    "?2001",
    "2001-?09~-09",
    "2004-06-~01/2004-06-~20",
    "2004?-06-~11",
    "15XX-01-3X",
    "15XX-X2",
    "1XX3",
    "-1XXX",
    "Y17E7",
    "Y-17101E3S3",
    "1950S2",
    "2001-36",
    "2001-41",
    "193",
    "-193",
    "000",
    "197~",
    "[..1760-12-03]",
    "[1760..]",
    "[1667, 1672-12]",
    "{1667, 1670..1672}",
    "{1960 ,  1961-12}",
    "{..1760}",
    "1800/1X01",
    // Level 3 and beyond
    "2012-21/2012-22",
    "2001?-23",
    "20XX-41",
    "2020-09-28T14",
    "2020-09-28T14:30~",
    "2020-09-28T14:30+04:00?",
    "2020-09-28T23:30-11:00/2020-09-28",
];

const REJECTED: &[(&str, usize)] = &[
    ("", 0),
    ("-", 1),
    ("-00", 0),
    ("-000", 0),
    ("-0000", 0),
    ("2", 0),
    ("12345", 4),
    ("2016-", 5),
    ("2016-5", 6),
    ("2016-00", 0),
    ("2016-13", 0),
    ("2016-02-30", 0),
    ("2015-02-29", 0),
    ("2016-05-00", 0),
    ("2016-05-32", 0),
    ("2016-05-0", 9),
    ("2016-13-XX", 0),
    ("2001-42", 0),
    ("2001-21-01", 0),
    ("1X", 0),
    ("19X", 0),
    ("1X01-02-29", 0),
    ("156X-09-31", 0),
    ("15XX-02-3X", 0),
    ("15XX-2X-25", 0),
    ("2016-05-XXT10:00", 10),
    ("2016-05-02T", 11),
    ("2016-05-02T00:61:00", 16),
    ("2016-05-02T01:01:60", 19),
    ("2016-05-02T24:00:01", 11),
    ("2016-05-02T24", 11),
    ("2016-05-02T25:00:00", 13),
    ("2016-05-02T12:00:00.", 20),
    ("2016-05-02T12:00:00+14:01", 19),
    ("2016-05-02T12:00:00-00:00", 19),
    ("2016-05-02T12:00:00-12:01", 19),
    ("2016-05-02T12:00:00-2000", 22),
    ("Y9999", 1),
    ("Y00001", 1),
    ("Y-9999", 2),
    ("Y", 1),
    ("Y17E", 4),
    ("1950S0", 5),
    ("1950S", 5),
    ("19X0S2", 4),
    ("2016?-?", 7),
    ("2016??", 5),
    ("..", 2),
    ("2016/2015", 5),
    ("2016-05-02/2016-05-01", 11),
    ("2018-21/2017-01-01", 8),
    ("2018/2018-23", 5),
    ("1/2/3", 0),
    ("2001/2002/2003", 9),
    ("[1999", 5),
    ("[1999}", 5),
    ("{1999]", 5),
    ("[]", 1),
    ("[1999,]", 6),
    ("[1999.., 2000]", 7),
    ("[1999, ..2000]", 7),
    ("[2000..1999]", 7),
    ("[1999/2000]", 5),
    (" 2016", 0),
    ("2016 ", 4),
    ("2016-05-02 10:00:00", 10),
    ("last Monday", 0),
    ("\u{0662}\u{0660}16", 0),
    ("2016\u{2013}05", 4),
];

#[test]
fn one_of_each_kind_is_read_and_keeps_its_text() {
    for text in VALID {
        match When::parse(text) {
            Ok(when) => assert_eq!(when.as_str(), *text),
            Err(error) => panic!("{text}: {error} at {:?}", error.at),
        }
    }
}

#[test]
fn what_is_no_date_is_refused_where_it_goes_wrong() {
    for (text, at) in REJECTED {
        match When::parse(text) {
            Err(error) => assert_eq!((error.code, error.at), ("edtf", Some(*at)), "{text}"),
            Ok(when) => panic!("{text} was read as {when:?}"),
        }
    }
}

/// The list of edtf.js, where it is at hand. Two strings stand on both of its sides and are read.
#[test]
fn the_whole_list_of_another_reader_is_judged_alike() {
    const BOTH: [&str; 2] = ["2012-21/2012-22", "[1760..]"];
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/edtf/edtfjs_parser_cases.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("SKIPPED the list of edtf.js: no file at {path}");
        return;
    };
    let cases: serde_json::Value = serde_json::from_str(&text).unwrap();
    let valid = cases["valid"].as_array().unwrap();
    let rejected = cases["rejected"].as_array().unwrap();
    assert_eq!((valid.len(), rejected.len()), (139, 52));
    let texts = valid.iter().map(|case| case["s"].as_str().unwrap());
    let refused: Vec<&str> = texts.filter(|text| When::parse(text).is_err()).collect();
    assert_eq!(refused, [""; 0], "these are dates");
    let texts = rejected.iter().map(|case| case.as_str().unwrap());
    let read: Vec<&str> = texts.filter(|text| When::parse(text).is_ok() && !BOTH.contains(text)).collect();
    assert_eq!(read, [""; 0], "these are not");
}
