//! Countries under the names and codes of data sets: FIPS 10-4, CAMEO, and English names that are not in the common list.

use crate::archive::country;

/// FIPS 10-4 codes that differ from ISO 3166-1 alpha-2 (<https://www.geodatasource.com/resources/tutorials/international-country-code-fips-versus-iso-3166/>):
/// the one, then the other.
const FIPS: &str = include_str!("fips.txt");

/// Actor codes of CAMEO that are not ISO 3166-1 alpha-3, and what they mean.
const CAMEO: [(&str, &str); 11] = [
    ("PSE", "PS"),
    ("TMP", "TL"),
    ("ROM", "RO"),
    ("ZAR", "CD"),
    ("SCG", "RS"),
    ("KSV", "XK"),
    ("WSB", "PS"),
    ("GZS", "PS"),
    ("EUR", "EU"),
    ("IGOUNO", "UN"),
    ("HKG", "HK"),
];

/// English names in data sets that the common list does not have.
const NAMES: [(&str, &str); 14] = [
    ("democratic republic of congo", "CD"),
    ("republic of congo", "CG"),
    ("eswatini", "SZ"),
    ("palestine", "PS"),
    ("palestinian territories", "PS"),
    ("occupied palestinian territory", "PS"),
    ("gaza strip", "PS"),
    ("west bank", "PS"),
    ("north macedonia", "MK"),
    ("occupied palestinian territories", "PS"),
    ("burma", "MM"),
    ("east timor", "TL"),
    ("the gambia", "GM"),
    ("syrian arab republic", "SY"),
];

/// The alpha-2 code of a country by its name, alpha-2 or alpha-3 code.
pub(super) fn country(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let found = country::code(name);
    found.or_else(|| NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, code)| *code))
}

/// The alpha-2 code of a FIPS 10-4 country code.
pub(super) fn from_fips(code: &str) -> Option<&'static str> {
    if code.len() != 2 {
        return None;
    }
    let differs =
        FIPS.split_ascii_whitespace().find_map(|pair| pair.strip_prefix(code)).filter(|iso| iso.len() == 2);
    differs.or_else(|| country::code(code))
}

/// The alpha-2 code of a CAMEO country code.
pub(super) fn from_cameo(code: &str) -> Option<&'static str> {
    let differs = CAMEO.iter().find(|(cameo, _)| *cameo == code).map(|(_, iso)| *iso);
    differs.or_else(|| if code.len() == 3 { country::code(code) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_mislead_are_known() {
        for (fips, iso) in [
            ("GM", "DE"),
            ("AU", "AT"),
            ("AS", "AU"),
            ("UP", "UA"),
            ("RS", "RU"),
            ("IZ", "IQ"),
            ("IR", "IR"),
            ("SY", "SY"),
            ("SZ", "CH"),
            ("UK", "GB"),
            ("US", "US"),
            ("KS", "KR"),
            ("CH", "CN"),
            ("GA", "GM"),
            ("GG", "GE"),
            ("IS", "IL"),
            ("RI", "RS"),
            ("SF", "ZA"),
            ("WE", "PS"),
            ("TU", "TR"),
            ("LE", "LB"),
            ("BM", "MM"),
            ("NI", "NG"),
            ("SU", "SD"),
        ] {
            assert_eq!(from_fips(fips), Some(iso), "{fips}");
        }
        assert_eq!((from_fips(""), from_fips("ZZ"), from_fips("Iraq")), (None, None, None));
        let mut known = std::collections::BTreeSet::new();
        for pair in FIPS.split_ascii_whitespace() {
            assert!(pair.len() == 4, "{pair}");
            assert!(known.insert(&pair[..2]), "{pair} is there twice");
            assert!(country::code(&pair[2..]).is_some(), "{pair}");
        }
        assert_eq!(
            (from_cameo("SYR"), from_cameo("ROM"), from_cameo("GOV"), from_cameo("")),
            (Some("SY"), Some("RO"), None, None)
        );
        assert_eq!(
            (country("Syria"), country("Palestine"), country("Ruritania")),
            (Some("SY"), Some("PS"), None)
        );
    }
}
