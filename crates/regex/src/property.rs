//! The properties of `\p{…}`. JavaScript takes a name only as Unicode spells it, the tables of `regex-syntax` in any case.

use crate::character_class::CharacterClass;

const INVALID: &str = "Invalid property name";

/// The letters that have a property, such as `Lu`, `Script=Greek` or `Emoji`.
pub(crate) fn letters(property: &str) -> Result<CharacterClass, &'static str> {
    let query = match property.split_once('=') {
        Some(("Script" | "sc", script)) if is_in(SCRIPTS, script) => format!("sc={script}"),
        Some(("Script_Extensions" | "scx", script)) if is_in(SCRIPTS, script) => format!("scx={script}"),
        Some(("General_Category" | "gc", category)) => return in_category(category),
        Some(_) => return Err(INVALID),
        None if is_in(BINARY, property) => property.to_owned(),
        None => return in_category(property),
    };
    match property {
        // To the tables, halves of surrogate pairs are not letters.
        "Any" => Ok(CharacterClass::default().negated()),
        "Script=Unknown" | "Script=Zzzz" | "sc=Unknown" | "sc=Zzzz" => Ok(of_no_script()),
        "Script_Extensions=Unknown" | "Script_Extensions=Zzzz" | "scx=Unknown" | "scx=Zzzz" => Ok(of_no_script()),
        "Assigned" => Ok(in_category("Cn")?.negated()),
        _ => CharacterClass::tabled(&query).ok_or(INVALID),
    }
}

/// Whether JavaScript knows the property, but the tables do not.
pub(crate) fn is_unsupported(property: &str, of_strings: bool) -> bool {
    matches!(property, "CWKCF" | "Changes_When_NFKC_Casefolded") || (of_strings && is_in(OF_STRINGS, property))
}

fn of_no_script() -> CharacterClass {
    let scripts = SCRIPTS.iter().filter_map(|script| CharacterClass::tabled(&format!("sc={script}")));
    CharacterClass::new(scripts.flat_map(|class| class.ranges().to_vec()).collect()).negated()
}

fn in_category(name: &str) -> Result<CharacterClass, &'static str> {
    if !is_in(CATEGORIES, name) {
        return Err(INVALID);
    }
    let surrogates = CharacterClass::new(vec![(0xd800, 0xdfff)]);
    match name {
        "Cs" | "Surrogate" => Ok(surrogates),
        "C" | "Other" => Ok(CharacterClass::tabled("gc=C").ok_or(INVALID)?.union(&surrogates)),
        name => CharacterClass::tabled(&format!("gc={name}")).ok_or(INVALID),
    }
}

fn is_in(sorted: &[&str], name: &str) -> bool {
    sorted.binary_search(&name).is_ok()
}

/// Values of `General_Category`, in order.
#[rustfmt::skip]
const CATEGORIES: &[&str] = &[
    "C", "Cased_Letter", "Cc", "Cf", "Close_Punctuation", "Cn", "Co", "Combining_Mark", "Connector_Punctuation",
    "Control", "Cs", "Currency_Symbol", "Dash_Punctuation", "Decimal_Number", "Enclosing_Mark",
    "Final_Punctuation", "Format", "Initial_Punctuation", "L", "LC", "Letter", "Letter_Number",
    "Line_Separator", "Ll", "Lm", "Lo", "Lowercase_Letter", "Lt", "Lu", "M", "Mark", "Math_Symbol", "Mc", "Me",
    "Mn", "Modifier_Letter", "Modifier_Symbol", "N", "Nd", "Nl", "No", "Nonspacing_Mark", "Number",
    "Open_Punctuation", "Other", "Other_Letter", "Other_Number", "Other_Punctuation", "Other_Symbol", "P",
    "Paragraph_Separator", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Private_Use", "Ps", "Punctuation", "S", "Sc",
    "Separator", "Sk", "Sm", "So", "Space_Separator", "Spacing_Mark", "Surrogate", "Symbol", "Titlecase_Letter",
    "Unassigned", "Uppercase_Letter", "Z", "Zl", "Zp", "Zs", "cntrl", "digit", "punct",
];

/// Properties that a letter has or has not, in order.
#[rustfmt::skip]
const BINARY: &[&str] = &[
    "AHex", "ASCII", "ASCII_Hex_Digit", "Alpha", "Alphabetic", "Any", "Assigned", "Bidi_C", "Bidi_Control",
    "Bidi_M", "Bidi_Mirrored", "CI", "CWCF", "CWCM", "CWKCF", "CWL", "CWT", "CWU", "Case_Ignorable", "Cased",
    "Changes_When_Casefolded", "Changes_When_Casemapped", "Changes_When_Lowercased",
    "Changes_When_NFKC_Casefolded", "Changes_When_Titlecased", "Changes_When_Uppercased", "DI", "Dash",
    "Default_Ignorable_Code_Point", "Dep", "Deprecated", "Dia", "Diacritic", "EBase", "EComp", "EMod", "EPres",
    "Emoji", "Emoji_Component", "Emoji_Modifier", "Emoji_Modifier_Base", "Emoji_Presentation", "Ext", "ExtPict",
    "Extended_Pictographic", "Extender", "Gr_Base", "Gr_Ext", "Grapheme_Base", "Grapheme_Extend", "Hex",
    "Hex_Digit", "IDC", "IDS", "IDSB", "IDST", "IDS_Binary_Operator", "IDS_Trinary_Operator", "ID_Continue",
    "ID_Start", "Ideo", "Ideographic", "Join_C", "Join_Control", "LOE", "Logical_Order_Exception", "Lower",
    "Lowercase", "Math", "NChar", "Noncharacter_Code_Point", "Pat_Syn", "Pat_WS", "Pattern_Syntax",
    "Pattern_White_Space", "QMark", "Quotation_Mark", "RI", "Radical", "Regional_Indicator", "SD", "STerm",
    "Sentence_Terminal", "Soft_Dotted", "Term", "Terminal_Punctuation", "UIdeo", "Unified_Ideograph", "Upper",
    "Uppercase", "VS", "Variation_Selector", "White_Space", "XIDC", "XIDS", "XID_Continue", "XID_Start",
    "space",
];

/// Properties of strings, in order.
const OF_STRINGS: &[&str] = &[
    "Basic_Emoji",
    "Emoji_Keycap_Sequence",
    "RGI_Emoji",
    "RGI_Emoji_Flag_Sequence",
    "RGI_Emoji_Modifier_Sequence",
    "RGI_Emoji_Tag_Sequence",
    "RGI_Emoji_ZWJ_Sequence",
];

/// Scripts, in order.
#[rustfmt::skip]
const SCRIPTS: &[&str] = &[
    "Adlam", "Adlm", "Aghb", "Ahom", "Anatolian_Hieroglyphs", "Arab", "Arabic", "Armenian", "Armi", "Armn",
    "Avestan", "Avst", "Bali", "Balinese", "Bamu", "Bamum", "Bass", "Bassa_Vah", "Batak", "Batk", "Beng",
    "Bengali", "Bhaiksuki", "Bhks", "Bopo", "Bopomofo", "Brah", "Brahmi", "Brai", "Braille", "Bugi", "Buginese",
    "Buhd", "Buhid", "Cakm", "Canadian_Aboriginal", "Cans", "Cari", "Carian", "Caucasian_Albanian", "Chakma",
    "Cham", "Cher", "Cherokee", "Chorasmian", "Chrs", "Common", "Copt", "Coptic", "Cpmn", "Cprt", "Cuneiform",
    "Cypriot", "Cypro_Minoan", "Cyrillic", "Cyrl", "Deseret", "Deva", "Devanagari", "Diak", "Dives_Akuru",
    "Dogr", "Dogra", "Dsrt", "Dupl", "Duployan", "Egyp", "Egyptian_Hieroglyphs", "Elba", "Elbasan", "Elym",
    "Elymaic", "Ethi", "Ethiopic", "Geor", "Georgian", "Glag", "Glagolitic", "Gong", "Gonm", "Goth", "Gothic",
    "Gran", "Grantha", "Greek", "Grek", "Gujarati", "Gujr", "Gunjala_Gondi", "Gurmukhi", "Guru", "Han", "Hang",
    "Hangul", "Hani", "Hanifi_Rohingya", "Hano", "Hanunoo", "Hatr", "Hatran", "Hebr", "Hebrew", "Hira",
    "Hiragana", "Hluw", "Hmng", "Hmnp", "Hung", "Imperial_Aramaic", "Inherited", "Inscriptional_Pahlavi",
    "Inscriptional_Parthian", "Ital", "Java", "Javanese", "Kaithi", "Kali", "Kana", "Kannada", "Katakana",
    "Kayah_Li", "Khar", "Kharoshthi", "Khitan_Small_Script", "Khmer", "Khmr", "Khoj", "Khojki", "Khudawadi",
    "Kits", "Knda", "Kthi", "Lana", "Lao", "Laoo", "Latin", "Latn", "Lepc", "Lepcha", "Limb", "Limbu", "Lina",
    "Linb", "Linear_A", "Linear_B", "Lisu", "Lyci", "Lycian", "Lydi", "Lydian", "Mahajani", "Mahj", "Maka",
    "Makasar", "Malayalam", "Mand", "Mandaic", "Mani", "Manichaean", "Marc", "Marchen", "Masaram_Gondi",
    "Medefaidrin", "Medf", "Meetei_Mayek", "Mend", "Mende_Kikakui", "Merc", "Mero", "Meroitic_Cursive",
    "Meroitic_Hieroglyphs", "Miao", "Mlym", "Modi", "Mong", "Mongolian", "Mro", "Mroo", "Mtei", "Mult",
    "Multani", "Myanmar", "Mymr", "Nabataean", "Nand", "Nandinagari", "Narb", "Nbat", "New_Tai_Lue", "Newa",
    "Nko", "Nkoo", "Nshu", "Nushu", "Nyiakeng_Puachue_Hmong", "Ogam", "Ogham", "Ol_Chiki", "Olck",
    "Old_Hungarian", "Old_Italic", "Old_North_Arabian", "Old_Permic", "Old_Persian", "Old_Sogdian",
    "Old_South_Arabian", "Old_Turkic", "Old_Uyghur", "Oriya", "Orkh", "Orya", "Osage", "Osge", "Osma",
    "Osmanya", "Ougr", "Pahawh_Hmong", "Palm", "Palmyrene", "Pau_Cin_Hau", "Pauc", "Perm", "Phag", "Phags_Pa",
    "Phli", "Phlp", "Phnx", "Phoenician", "Plrd", "Prti", "Psalter_Pahlavi", "Qaac", "Qaai", "Rejang", "Rjng",
    "Rohg", "Runic", "Runr", "Samaritan", "Samr", "Sarb", "Saur", "Saurashtra", "Sgnw", "Sharada", "Shavian",
    "Shaw", "Shrd", "Sidd", "Siddham", "SignWriting", "Sind", "Sinh", "Sinhala", "Sogd", "Sogdian", "Sogo",
    "Sora", "Sora_Sompeng", "Soyo", "Soyombo", "Sund", "Sundanese", "Sylo", "Syloti_Nagri", "Syrc", "Syriac",
    "Tagalog", "Tagb", "Tagbanwa", "Tai_Le", "Tai_Tham", "Tai_Viet", "Takr", "Takri", "Tale", "Talu", "Tamil",
    "Taml", "Tang", "Tangsa", "Tangut", "Tavt", "Telu", "Telugu", "Tfng", "Tglg", "Thaa", "Thaana", "Thai",
    "Tibetan", "Tibt", "Tifinagh", "Tirh", "Tirhuta", "Tnsa", "Toto", "Ugar", "Ugaritic", "Unknown", "Vai",
    "Vaii", "Vith", "Vithkuqi", "Wancho", "Wara", "Warang_Citi", "Wcho", "Xpeo", "Xsux", "Yezi", "Yezidi", "Yi",
    "Yiii", "Zanabazar_Square", "Zanb", "Zinh", "Zyyy", "Zzzz",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_are_known() {
        let scripts = SCRIPTS.iter().flat_map(|script| [format!("sc={script}"), format!("scx={script}")]);
        let others = CATEGORIES.iter().chain(BINARY).map(|name| (*name).to_owned());
        let unknown: Vec<String> = scripts.chain(others).filter(|name| letters(name).is_err()).collect();
        // The one that the tables of `regex-syntax` do not have.
        assert_eq!(unknown, ["CWKCF", "Changes_When_NFKC_Casefolded"]);
    }
}
