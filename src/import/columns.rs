//! What the columns of a table hold, by their names in seven languages and by what stands in them.

use super::date;
use super::record::degrees;
use super::table::{Row, Table};

macro_rules! roles {
    ($($(#[doc = $doc:literal])* $role:ident $word:literal: $($alias:literal)*;)*) => {
        /// What a column holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Role { $($(#[doc = $doc])* $role),* }

        impl Role {
            /// All, in the order in which they are looked for.
            pub(super) const ALL: &'static [Self] = &[$(Self::$role),*];

            /// Its word in a mapping file.
            pub(super) fn as_str(self) -> &'static str {
                match self { $(Self::$role => $word),* }
            }

            /// What such a column holds.
            #[cfg(not(target_arch = "wasm32"))]
            pub(super) fn about(self) -> &'static str {
                match self { $(Self::$role => concat!($($doc),*)),* }
            }

            /// Names such a column has, without blanks and marks, in small letters.
            pub(super) fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$role => &[$($alias),*]),* }
            }
        }
    };
}

roles! {
    /// Its identifier.
    Id "id": "id" "eventid" "identifier" "uid" "uniqueid" "attackid" "identifiant" "kimlik" "идентификатор" "նույնացուցիչ" "معرف" "sira";
    /// The headline.
    Title "title": "title" "headline" "event" "name" "subject" "titre" "événement" "evenement" "nom" "başlıq" "basliq" "hadisə" "վերնագիր" "իրադարձություն" "заголовок" "название" "событие" "başlık" "baslik" "olay" "عنوان" "العنوان" "الحدث" "chapter" "content";
    /// A sentence or two more.
    Text "text": "text" "description" "desc" "details" "notes" "summary" "subtitle" "texte" "résumé" "resume" "détails" "təsvir" "tesvir" "mətn" "նկարագրություն" "տեքստ" "описание" "текст" "açıklama" "aciklama" "metin" "وصف" "الوصف" "النص";
    /// The first day, or the only one.
    Date "date": "date" "eventdate" "startdate" "start" "datestart" "timestart" "datetime" "timestamp" "attackdate" "incidentdate" "begin" "from" "validfrom" "when" "datededébut" "datedebut" "début" "debut" "jour" "tarix" "başlanğıc" "ամսաթիվ" "օր" "дата" "датаначала" "начало" "tarih" "başlangıç" "baslangic" "تاريخ" "التاريخ";
    /// The time of day.
    Time "time": "time" "starttime" "eventtime" "attacktime" "hour" "heure" "saat" "vaxt" "ժամ" "время" "الوقت" "وقت";
    /// The last day.
    EndDate "end-date": "enddate" "end" "dateend" "timeend" "endtimestamp" "to" "until" "validto" "datedefin" "fin" "son" "bitiş" "bitis" "ավարտ" "датаокончания" "конец" "نهاية" "تاريخالنهاية";
    /// The time of day on the last day.
    EndTime "end-time": "endtime" "heuredefin";
    /// The year, where it has a column of its own.
    Year "year": "year" "startyear" "année" "annee" "il" "տարի" "год" "yıl" "yil" "السنة";
    /// The month.
    Month "month": "month" "startmonth" "mois" "ay" "ամիս" "месяц" "الشهر";
    /// The day of the month.
    Day "day": "day" "startday" "gün" "день" "اليوم";
    /// The last year.
    EndYear "end-year": "endyear";
    /// The last month.
    EndMonth "end-month": "endmonth";
    /// The last day of the month.
    EndDay "end-day": "endday";
    /// The date in words.
    DisplayDate "display-date": "displaydate" "datetext";
    /// Latitude.
    Lat "lat": "lat" "latitude" "y" "ycoord" "enlem" "en" "широта" "լայնություն" "خطالعرض" "enlik" "latdd";
    /// Longitude.
    Lon "lon": "lon" "lng" "long" "longitude" "x" "xcoord" "boylam" "долгота" "երկայնություն" "خطالطول" "uzunluq" "londd";
    /// Both coordinates in one cell.
    Point "point": "location" "coordinates" "latlon" "latlong" "latlng" "geom" "wkt" "geomwkt" "coords" "coordonnées" "coordonnees" "geo" "координаты" "koordinatlar" "koordinat";
    /// The name of the place.
    Place "place": "place" "placename" "city" "town" "settlement" "village" "address" "locationname" "site" "lieu" "ville" "adresse" "yer" "şəhər" "տեղ" "վայր" "место" "город" "населённыйпункт" "şehir" "sehir" "المكان" "مكان" "المدينة" "admin" "country" "countryterritory";
    /// What kind of event.
    Kind "kind": "kind" "category" "eventtype" "type" "catégorie" "categorie" "növ" "տեսակ" "тип" "категория" "tür" "النوع" "attacktype";
    /// Who says so.
    Speaker "speaker": "speaker" "claimedby" "claimant" "accordingto" "saidby" "statedby" "selon" "déclarant" "iddiaedən" "ըստ" "поданным" "заявил" "كمااعلن" "iddiaeden" "بحسب";
    /// Whose side they speak for.
    Side "side": "side" "party" "camp" "tərəf" "կողմ" "сторона" "taraf" "الطرف" "actor";
    /// Who reports it.
    Source "source": "source" "sources" "sourcename" "outlet" "publisher" "mediasource" "mənbə" "աղբյուր" "источник" "kaynak" "المصدر" "مصدر";
    /// Where it can be read.
    Url "url": "url" "link" "sourceurl" "webpage" "website" "lien" "keçid" "հղում" "ссылка" "bağlantı" "رابط" "الرابط" "links";
    /// How many were killed.
    Killed "killed": "killed" "deaths" "dead" "fatalities" "totaldeath" "totaldeaths" "best" "morts" "tués" "tues" "öldürülən" "ölən" "զոհված" "զոհեր" "убито" "погибшие" "погибших" "ölü" "ölen" "قتلى" "القتلى";
    /// The lowest number of killed.
    KilledLow "killed-low": "killedlow" "deathslow" "low" "min" "lowestimate" "killedmin";
    /// The highest number of killed.
    KilledHigh "killed-high": "killedhigh" "deathshigh" "high" "max" "highestimate" "killedmax";
    /// How many were wounded.
    Wounded "wounded": "wounded" "injured" "totalinjured" "injuries" "blessés" "blesses" "yaralı" "yaralanan" "վիրավոր" "ранено" "раненые" "جرحى" "الجرحى";
    /// A picture or film.
    Media "media": "media" "image" "photo" "picture" "video" "medialink" "thumbnail" "şəkil" "նկար" "фото" "fotoğraf" "صورة";
    /// Who made the picture.
    MediaCredit "media-credit": "mediacredit" "credit" "photocredit" "crédit";
    /// What the picture shows.
    MediaCaption "media-caption": "mediacaption" "caption" "alttext" "alt" "légende";
    /// A remark of the editors.
    Note "note": "note" "remark" "comment" "comments" "editorsnote" "remarque" "qeyd" "նշում" "примечание" "ملاحظة";
    /// A group of events.
    Group "group": "group" "tag" "tags" "subgroup" "groupe";
}

/// A name without what people write it differently with.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Role {
    /// The role of a word of a mapping file.
    pub(super) fn from_str(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.as_str() == word)
    }
}

/// Which column has which role.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The names as they stand in the file; `column 3` where there are none.
    pub(super) names: Vec<String>,
    roles: Vec<Option<Role>>,
}

impl Columns {
    /// By the names of a header, then by what stands below it; what was said by a person goes first.
    pub(super) fn guess(names: &[String], said: &[(String, String)], below: &[&Row]) -> Self {
        let names: Vec<String> =
            names
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    if name.trim().is_empty() { format!("column {}", at + 1) } else { name.trim().to_owned() }
                })
                .collect();
        let mut it = Self { roles: vec![None; names.len()], names };
        for (word, name) in said {
            let column = it
                .names
                .iter()
                .position(|known| known == name)
                .or_else(|| it.names.iter().position(|known| plain(known) == plain(name)));
            if let (Some(role), Some(slot)) =
                (Role::from_str(word), column.and_then(|at| it.roles.get_mut(at)))
            {
                *slot = Some(role);
            }
        }
        if said.is_empty() {
            it.by_name();
            it.by_content(below);
        }
        it
    }

    fn by_name(&mut self) {
        let plain_names: Vec<String> = self.names.iter().map(|name| plain(name)).collect();
        for role in Role::ALL {
            for alias in role.aliases() {
                if self.column(*role).is_some() {
                    break;
                }
                let found = plain_names
                    .iter()
                    .zip(&self.roles)
                    .position(|(name, taken)| name == alias && taken.is_none());
                if let Some(slot) = found.and_then(|at| self.roles.get_mut(at)) {
                    *slot = Some(*role);
                }
            }
        }
    }

    fn by_content(&mut self, below: &[&Row]) {
        let share = |column: usize, fits: &dyn Fn(&str) -> bool| {
            let cells: Vec<&str> =
                below.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty()).collect();
            let fitting = cells.iter().filter(|cell| fits(cell)).count();
            cells.len() >= below.len().div_ceil(2) && !cells.is_empty() && fitting * 10 >= cells.len() * 9
        };
        let in_degrees = |cell: &str| degrees(cell).is_some();
        // "location" may be the name of a place as well as its coordinates.
        if let Some(at) = self.column(Role::Point)
            && !share(at, &|cell| point(cell).is_some())
        {
            let role = self.column(Role::Place).is_none().then_some(Role::Place);
            self.set(at, role);
        }
        for role in [Role::Lat, Role::Lon] {
            if let Some(at) = self.column(role)
                && !share(at, &in_degrees)
                && !below.is_empty()
                && below.iter().any(|row| !row.cell(at).is_empty())
                && below.iter().all(|row| row.cell(at).is_empty() || degrees(row.cell(at)).is_none())
            {
                self.set(at, None);
            }
        }
        let free = |it: &Self| -> Vec<usize> {
            (0..it.names.len()).filter(|at| it.roles.get(*at) == Some(&None)).collect()
        };
        if self.column(Role::Date).is_none() && self.column(Role::Year).is_none() {
            let found = free(self)
                .into_iter()
                .find(|at| share(*at, &|cell| date::read(cell).is_some() && cell.parse::<f64>().is_err()));
            found.into_iter().for_each(|at| self.set(at, Some(Role::Date)));
        }
        if self.column(Role::Point).is_none() && self.column(Role::Lat).is_none() {
            let found = free(self).into_iter().find(|at| share(*at, &|cell| point(cell).is_some()));
            found.into_iter().for_each(|at| self.set(at, Some(Role::Point)));
        }
        if self.column(Role::Title).is_none() {
            // The words that tell rows apart best are their headlines.
            let texts = free(self).into_iter().filter(|at| {
                share(*at, &|cell| cell.chars().any(char::is_alphabetic) && !cell.contains("://"))
            });
            let best = texts.max_by_key(|at| {
                let mut cells: Vec<&str> = below.iter().map(|row| row.cell(*at)).collect();
                cells.sort_unstable();
                cells.dedup();
                (cells.len(), usize::MAX - *at)
            });
            best.into_iter().for_each(|at| self.set(at, Some(Role::Title)));
        }
    }

    fn set(&mut self, column: usize, role: Option<Role>) {
        if let Some(slot) = self.roles.get_mut(column) {
            *slot = role;
        }
    }

    /// The column of a role.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|it| *it == Some(role))
    }

    /// The cell of a role; empty where there is no such column.
    pub(super) fn cell<'r>(&self, row: &'r Row, role: Role) -> &'r str {
        self.column(role).map_or("", |at| row.cell(at))
    }

    /// Columns without a role.
    pub(super) fn others(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names
            .iter()
            .enumerate()
            .filter(|(at, _)| self.roles.get(*at) == Some(&None))
            .map(|(at, name)| (at, name.as_str()))
    }

    /// Role and name of every column that has a role.
    pub(super) fn known(&self) -> Vec<(String, String)> {
        let named = self.names.iter().zip(&self.roles);
        named.filter_map(|(name, role)| Some(((*role)?.as_str().to_owned(), name.clone()))).collect()
    }
}

/// Both coordinates of a cell, longitude first: `40.34, 46.93`, `POINT (46.93 40.34)`, a GeoJSON point.
pub(super) fn point(cell: &str) -> Option<(String, String)> {
    let cell = cell.trim();
    if let Some(at) = cell.find("\"coordinates\"") {
        let inner = cell.get(at..)?.split_once('[')?.1.split(']').next()?;
        let mut numbers = inner.split(',').map(|it| it.trim().to_owned());
        return Some((numbers.next()?, numbers.next()?))
            .filter(|it| degrees(&it.0).is_some() && degrees(&it.1).is_some());
    }
    let upper = cell.to_ascii_uppercase();
    if let Some(rest) = upper.strip_prefix("POINT") {
        let inner = rest.trim().trim_start_matches(['Z', ' ']).strip_prefix('(')?.split(')').next()?;
        let mut numbers = inner.split_whitespace().map(str::to_owned);
        return Some((numbers.next()?, numbers.next()?))
            .filter(|it| degrees(&it.0).is_some() && degrees(&it.1).is_some());
    }
    let parts: Vec<&str> = cell.split([',', ';', ' ']).filter(|it| !it.is_empty()).collect();
    let [lat, lon] = *parts.as_slice() else { return None };
    let fits = degrees(lat)?.abs() <= 90.0 && degrees(lon)?.abs() <= 180.0 && cell.contains('.');
    fits.then(|| (lon.to_owned(), lat.to_owned()))
}

/// The row with the names of the columns: the first that holds mostly words of which some are known, above rows that are
/// unlike it. `None` where the table begins with its first record.
pub(super) fn header(table: &Table) -> Option<usize> {
    let known = |row: &Row| {
        let names = row.cells().map(plain);
        names.filter(|name| Role::ALL.iter().any(|role| role.aliases().contains(&name.as_str()))).count()
    };
    let wordy = |row: &Row| {
        let filled: Vec<&str> = row.cells().map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let values =
            filled.iter().filter(|cell| degrees(cell).is_some() || date::read(cell).is_some()).count();
        filled.len() >= 2 && values == 0
    };
    let candidates =
        || table.rows.iter().enumerate().take(12).filter(|(_, row)| !row.is_comment() && !row.is_tags());
    let best = candidates()
        .filter(|(_, row)| known(row) >= 2 && wordy(row))
        .max_by_key(|(at, row)| (known(row), usize::MAX - at));
    let first =
        || candidates().find(|(_, row)| row.cells().filter(|cell| !cell.trim().is_empty()).count() >= 2);
    best.or_else(|| first().filter(|(_, row)| wordy(row))).map(|(at, _)| at)
}
