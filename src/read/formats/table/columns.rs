//! What do the columns of a table hold? By their names, in any spelling.

use crate::read::formats::small::small;

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Title,
    Url,
    Date,
    End,
    Within,
    Year,
    Month,
    Day,
    Kind,
    /// A code of CAMEO.
    Cameo,
    Actors,
    Actor1,
    Actor2,
    Countries,
    Place,
    Source,
    Published,
    Summary,
    Image,
    Status,
    Quote,
    Importance,
}

/// The names of columns in small letters and digits, the most telling first. Some are those of other languages.
const NAMES: [(Field, &[&str]); 23] = [
    (Field::Id, &["id", "eventid", "referencecode", "databaseid", "uid", "guid"]),
    (
        Field::Title,
        &[
            "title",
            "headline",
            "event",
            "eventtitle",
            "name",
            "label",
            "eventtext",
            "titel",
            "titre",
            "titulo",
            "titolo",
            "ereignis",
            "description",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "link",
            "articleurl",
            "sourceurl",
            "article",
            "href",
            "permalink",
            "page",
            "web",
            "website",
            "videourl",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "start",
            "startdate",
            "eventdate",
            "day",
            "when",
            "from",
            "begin",
            "datum",
            "fecha",
            "data",
            "datetime",
            "time",
            "timestamp",
            "recordingdate",
        ],
    ),
    (Field::End, &["end", "enddate", "to", "until", "finish", "ende", "fin"]),
    (Field::Within, &["within"]),
    (Field::Year, &["year", "jahr", "annee", "ano", "anno"]),
    (Field::Month, &["month", "monat", "mois", "mes", "mese"]),
    (Field::Day, &["day", "tag", "jour", "dia", "giorno"]),
    (
        Field::Kind,
        &[
            "kind",
            "type",
            "category",
            "eventtype",
            "violationtype",
            "group",
            "art",
            "kategorie",
            "tag",
            "tags",
            "class",
        ],
    ),
    (
        Field::Actors,
        &[
            "actors",
            "actor",
            "people",
            "persons",
            "who",
            "parties",
            "party",
            "participants",
            "akteure",
            "acteurs",
            "actores",
        ],
    ),
    (Field::Actor1, &["actor1", "sourcename", "actor1name", "side1", "sidea"]),
    (Field::Actor2, &["actor2", "targetname", "actor2name", "side2", "sideb"]),
    (
        Field::Countries,
        &[
            "countries",
            "country",
            "countrycode",
            "land",
            "lander",
            "laender",
            "pays",
            "pais",
            "paises",
            "paese",
            "nation",
        ],
    ),
    (Field::Place, &["place", "location", "city", "where", "ort", "lieu", "lugar", "luogo"]),
    (Field::Source, &["source", "publisher", "outlet", "newspaper", "domain", "quelle", "fuente"]),
    (Field::Published, &["published", "publicationdate", "pubdate", "datepublished"]),
    (
        Field::Summary,
        &[
            "summary",
            "text",
            "description",
            "detail",
            "details",
            "notes",
            "body",
            "content",
            "abstract",
            "beschreibung",
        ],
    ),
    (Field::Image, &["image", "imageurl", "picture", "photo", "media", "thumbnail", "bild"]),
    (Field::Cameo, &["cameocode", "cameo", "eventcode"]),
    (Field::Status, &["status"]),
    (Field::Quote, &["quote", "passage", "zitat"]),
    (Field::Importance, &["importance", "weight"]),
];

/// Which column holds what.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// By the number of the field.
    found: [Option<usize>; NAMES.len()],
    width: usize,
}

impl Columns {
    /// Finds columns by their names.
    pub(super) fn find(names: &[&str]) -> Columns {
        let spelled: Vec<String> = names.iter().map(|name| spelled(name)).collect();
        let mut columns = Columns { width: names.len(), ..Columns::default() };
        let position = |columns: &Columns, fits: &dyn Fn(&str) -> bool| {
            let mut names = spelled.iter().enumerate();
            names.find(|(at, name)| fits(name) && !columns.found.contains(&Some(*at))).map(|(at, _)| at)
        };
        // With a year, `day` is a part.
        let has_year = spelled.iter().any(|name| matches!(name.as_str(), "year" | "jahr"));
        for (field, names) in NAMES {
            let is_part = |name: &str| field == Field::Date && has_year && name == "day";
            let names = names.iter().filter(|name| !is_part(name));
            let at = names.filter_map(|known| position(&columns, &|name| name == *known)).next();
            columns.put(field, at);
        }
        // “Date of the incident”, “source_url”: by their beginning or end.
        for (field, ending) in [(Field::Date, "date"), (Field::Url, "url"), (Field::Title, "title")] {
            if !columns.has(field) {
                let at = position(&columns, &|name| name.ends_with(ending) || name.starts_with(ending));
                columns.put(field, at);
            }
        }
        columns
    }

    fn put(&mut self, field: Field, at: Option<usize>) {
        if let Some(found) = self.found.get_mut(field as usize) {
            *found = at;
        }
    }

    fn at(&self, field: Field) -> Option<usize> {
        self.found.get(field as usize).copied().flatten()
    }

    /// Whether there is a column for it.
    pub(super) fn has(&self, field: Field) -> bool {
        self.at(field).is_some()
    }

    /// Whether rows have dates.
    pub(super) fn has_date(&self) -> bool {
        [Field::Date, Field::Within, Field::Year].into_iter().any(|field| self.has(field))
    }

    /// The cell for it; empty if there is none, or if it says that there is nothing.
    pub(super) fn cell<'v>(&self, field: Field, cell: &dyn Fn(usize) -> &'v str) -> &'v str {
        match self.at(field).map_or("", cell) {
            text if text.is_empty() || text.len() > 4 => text,
            "NA" | "N/A" | "n/a" | "null" | "NULL" | "None" | "NaN" | "-" | "–" => "",
            text => text,
        }
    }

    /// Whether a row is empty.
    pub(super) fn is_blank<'v>(&self, cell: &dyn Fn(usize) -> &'v str) -> bool {
        (0..self.width).all(|at| cell(at).is_empty())
    }
}

/// A name in small letters and digits, without accents.
fn spelled(name: &str) -> String {
    let letter = |ch: char| match ch {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'ì' => 'i',
        'ó' | 'ò' | 'ö' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        'ñ' => 'n',
        ch => ch,
    };
    small(name).chars().map(letter).filter(|ch| ch.is_alphanumeric()).collect()
}

/// Whether a cell is a whole number.
pub(super) fn is_number(cell: &str) -> bool {
    let digits = cell.trim().trim_matches('"');
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a cell is a day.
pub(super) fn is_day(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() == 10 && crate::time::EventDate::parse(cell, &|_| 0).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_names() {
        let columns = |names: &str| Columns::find(&names.split(',').collect::<Vec<_>>());
        let at = |names: &str, field| columns(names).at(field);
        let ours = "title,url,date,end,actors,countries,kind";
        for (field, wanted) in [
            (Field::Title, 0),
            (Field::Url, 1),
            (Field::Date, 2),
            (Field::End, 3),
            (Field::Actors, 4),
            (Field::Countries, 5),
            (Field::Kind, 6),
        ] {
            assert_eq!(at(ours, field), Some(wanted));
        }
        let archive =
            "Description,City,Latitude,Reference_Code,Violation_Type,Recording_Date,Source,Video_URL";
        assert_eq!(
            (at(archive, Field::Title), at(archive, Field::Date), at(archive, Field::Url)),
            (Some(0), Some(5), Some(7))
        );
        assert_eq!(
            (at(archive, Field::Id), at(archive, Field::Place), at(archive, Field::Kind)),
            (Some(3), Some(1), Some(4))
        );
        assert_eq!(at("Year,Month,Day,Title", Field::Day), Some(2));
        assert_eq!(
            (at("Título,Fecha,Países", Field::Title), at("Título,Fecha,Países", Field::Countries)),
            (Some(0), Some(2))
        );
        assert!(!columns("City,Latitude,Longitude").has_date());
        assert_eq!(at("Date of incident,Title of it", Field::Date), Some(0));
    }
}
