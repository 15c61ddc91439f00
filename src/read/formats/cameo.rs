//! Codes of events in CAMEO (<http://eventdata.parusanalytics.com/data.dir/cameo.html>): what they mean, and which of our kinds they are.

/// Codes, or the beginnings of codes, with a title and a kind; of two that fit the longer one counts. Codes keep their leading zeros.
const CODES: [(&str, &str, &str); 71] = [
    ("01", "Statement", "statement"),
    ("02", "Appeal", "statement"),
    ("024", "Appeal for political reform", "statement"),
    ("026", "Appeal for talks", "statement"),
    ("03", "Intent to cooperate", "statement"),
    ("036", "Intent to meet or negotiate", "talks"),
    ("037", "Intent to settle a dispute", "statement"),
    ("038", "Intent to accept mediation", "talks"),
    ("04", "Consultation", "talks"),
    ("041", "Discussion by telephone", "talks"),
    ("042", "Visit", "talks"),
    ("043", "Hosting a visit", "talks"),
    ("044", "Meeting at a third location", "talks"),
    ("045", "Mediation", "talks"),
    ("046", "Negotiation", "talks"),
    ("05", "Diplomatic cooperation", "agreement"),
    ("051", "Praise or endorsement", "statement"),
    ("052", "Verbal defence", "statement"),
    ("053", "Rally of support", "statement"),
    ("055", "Apology", "statement"),
    ("057", "Signing of a formal agreement", "agreement"),
    ("06", "Material cooperation", "agreement"),
    ("07", "Aid", "humanitarian"),
    ("072", "Military aid", "operation"),
    ("08", "Concession", "agreement"),
    ("083", "Accession to a demand for political reform", "agreement"),
    ("084", "Return or release", "humanitarian"),
    ("085", "Easing of sanctions", "sanctions"),
    ("087", "De-escalation", "ceasefire"),
    ("0871", "Truce, ceasefire", "ceasefire"),
    ("0872", "Easing of a blockade", "ceasefire"),
    ("0873", "Demobilisation", "ceasefire"),
    ("0874", "Military retreat or surrender", "ceasefire"),
    ("09", "Investigation", "statement"),
    ("10", "Demand", "statement"),
    ("107", "Demand for a ceasefire", "ceasefire"),
    ("11", "Disapproval", "statement"),
    ("12", "Rejection", "statement"),
    ("1211", "Rejection of a ceasefire", "ceasefire"),
    ("13", "Threat", "statement"),
    ("14", "Protest", "protest"),
    ("145", "Violent protest, riot", "protest"),
    ("15", "Show of military force", "operation"),
    ("16", "Reduction of relations", "statement"),
    ("161", "Breaking off of diplomatic relations", "statement"),
    ("163", "Sanctions, embargo or boycott", "sanctions"),
    ("164", "Halt of negotiations", "talks"),
    ("166", "Expulsion or withdrawal", "sanctions"),
    ("17", "Coercion", "incident"),
    ("171", "Seizure or damage of property", "incident"),
    ("172", "Administrative sanctions", "sanctions"),
    ("173", "Arrest", "incident"),
    ("174", "Expulsion", "incident"),
    ("175", "Violent repression", "incident"),
    ("18", "Assault", "incident"),
    ("181", "Abduction, hostage taking", "incident"),
    ("183", "Bombing", "incident"),
    ("185", "Attempted assassination", "incident"),
    ("186", "Assassination", "incident"),
    ("19", "Fighting", "conflict"),
    ("191", "Blockade", "operation"),
    ("192", "Occupation of territory", "operation"),
    ("193", "Fighting with small arms", "conflict"),
    ("194", "Fighting with artillery and tanks", "conflict"),
    ("195", "Aerial attack", "operation"),
    ("196", "Violation of a ceasefire", "ceasefire"),
    ("20", "Mass violence", "conflict"),
    ("201", "Mass expulsion", "incident"),
    ("202", "Mass killing", "incident"),
    ("203", "Ethnic cleansing", "incident"),
    ("204", "Weapons of mass destruction", "incident"),
];

fn entry(code: &str) -> (&'static str, &'static str) {
    let fitting = CODES.iter().filter(|(known, ..)| code.starts_with(known));
    let best = fitting.max_by_key(|(known, ..)| known.len());
    best.map_or(("Event", ""), |(_, title, kind)| (title, kind))
}

/// What a code means, in a few words.
pub(super) fn title(code: &str) -> &'static str {
    entry(code).0
}

/// Which kind a code is; empty if it is unknown.
pub(super) fn kind(code: &str) -> &'static str {
    entry(code).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kinds() {
        for (code, wanted) in [
            ("040", "talks"),
            ("046", "talks"),
            ("036", "talks"),
            ("057", "agreement"),
            ("0871", "ceasefire"),
            ("107", "ceasefire"),
            ("1211", "ceasefire"),
            ("196", "ceasefire"),
            ("141", "protest"),
            ("1831", "incident"),
            ("194", "conflict"),
            ("085", "sanctions"),
            ("163", "sanctions"),
            ("", ""),
            ("99", ""),
            ("871", ""),
        ] {
            assert_eq!(kind(code), wanted, "{code}");
        }
        assert_eq!((title("0871"), title("x")), ("Truce, ceasefire", "Event"));
        assert!(CODES.iter().all(|(_, _, kind)| crate::archive::kind::BUILT_IN.contains(kind)));
    }
}
