//! `\p` and `\P`: the properties of characters that PCRE 8.44 knows, by its names.

use super::{Pass, Passed};

/// General categories.
const CATEGORIES: &str = "C Cc Cf Cn Co Cs L L& Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So \
    Z Zl Zp Zs";

/// Properties of PCRE's own.
const OWN: &str = "Any Xan Xps Xsp Xuc Xwd";

/// Scripts, which are Unicode 7's.
const SCRIPTS: &str = "Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bopomofo Brahmi Braille \
    Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Common Coptic Cuneiform \
    Cypriot Cyrillic Deseret Devanagari Duployan Egyptian_Hieroglyphs Elbasan Ethiopic Georgian Glagolitic Gothic \
    Grantha Greek Gujarati Gurmukhi Han Hangul Hanunoo Hebrew Hiragana Imperial_Aramaic Inherited \
    Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kayah_Li Kharoshthi Khmer Khojki \
    Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Malayalam Mandaic Manichaean \
    Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Myanmar Nabataean \
    New_Tai_Lue Nko Ogham Ol_Chiki Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_South_Arabian Old_Turkic \
    Oriya Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan \
    Saurashtra Sharada Shavian Siddham Sinhala Sora_Sompeng Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le \
    Tai_Tham Tai_Viet Takri Tamil Telugu Thaana Thai Tibetan Tifinagh Tirhuta Ugaritic Vai Warang_Citi Yi";

/// A longer name is never looked for.
const LONGEST: usize = 30;

impl Pass<'_> {
    /// `\p` or `\P`: names of scripts mean the script alone.
    pub(super) fn property(&mut self, in_class: bool) -> Passed {
        match self.peek(2) {
            Some(b'{') => {}
            Some(letter) if !is_one_of(CATEGORIES, &[letter]) => return self.fault(47, 2),
            _ => {
                self.copy(3);
                return Ok(());
            }
        }
        let negated = self.peek(3) == Some(b'^');
        let start = 3 + usize::from(negated);
        let name = self.rest().iter().skip(start).take(LONGEST + 1).position(|byte| *byte == b'}');
        let Some(name) = name else { return self.fault(46, start + LONGEST) };
        let length = start + name;
        let name = &self.rest()[start..length];
        if name == b"Xwd" && !in_class {
            let not = negated != (self.peek(1) == Some(b'P'));
            self.edit(length + 1, if not { b"[^\\p{Xan}_]" } else { b"[\\p{Xan}_]" });
        } else if is_one_of(CATEGORIES, name) || is_one_of(OWN, name) {
            self.copy(length + 1);
        } else if is_one_of(SCRIPTS, name) {
            let new = [&self.rest()[..3], if negated { b"^sc:" } else { b"sc:" }, name, b"}"].concat();
            self.edit(length + 1, &new);
        } else {
            return self.fault(47, length);
        }
        Ok(())
    }

    /// The length of `\p{Lu}`, `\p{Ll}`, `\p{Lt}` or its opposite here.
    pub(super) fn cased(&self) -> Option<usize> {
        let rest = self.rest().get(1..)?;
        let rest = rest.strip_prefix(b"p{").or(rest.strip_prefix(b"P{"))?;
        let name = rest.strip_prefix(b"^").unwrap_or(rest);
        let found = [b"Lu}", b"Ll}", b"Lt}"].into_iter().any(|cased| name.starts_with(cased));
        found.then_some(6 + rest.len() - name.len())
    }
}

fn is_one_of(names: &str, name: &[u8]) -> bool {
    names.split(' ').any(|known| known.as_bytes() == name)
}
