//! The names of the months in the languages that news comes in.
//!
//! Their beginnings only, since many languages inflect them; dates are read elsewhere.

/// The month that a text names; the longest name wins.
pub fn month(lower: &str) -> Option<i64> {
    let mut best: Option<(usize, i64)> = None;
    for (number, names) in MONTHS.iter().enumerate() {
        for name in names.split(' ') {
            if best.is_none_or(|(length, _)| name.len() > length) && has_word_start(lower, name) {
                best = Some((name.len(), number as i64 + 1));
            }
        }
    }
    best.map(|(_, month)| month)
}

/// Whether a word is the name of a month or its beginning with a full stop.
pub fn names_month(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', ',']).to_lowercase();
    lower.chars().count() >= 3 && month(&lower).is_some()
}

fn has_word_start(text: &str, name: &str) -> bool {
    let (name, is_whole) = name
        .strip_suffix('$')
        .map_or((name, false), |name| (name, true));
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|front| front.chars().next_back());
        let after = text
            .get(at + name.len()..)
            .and_then(|back| back.chars().next());
        // The signs of vowels are no letters in Hindi, but stand on one.
        let goes_on = after.is_some_and(|next| next.is_alphabetic() || is_vowel_sign(next));
        !(before.is_some_and(char::is_alphabetic) || is_whole && goes_on)
    })
}

fn is_vowel_sign(letter: char) -> bool {
    ('\u{93a}'..='\u{94f}').contains(&letter)
}

/// Beginnings of month names, by month; `$` ends what is no beginning but all of a name.
const MONTHS: [&str; 12] = [
    "jan januari january januar jänner janvier enero janeiro gennaio stycz ocak янв يناير जनवरी มกราคม ม.ค led tammi ianuar січ ιαν জানু ஜனவரி जन$",
    "feb februari pebruari february februar février fevrier febrero fevereiro febbraio lut şubat фев فبراير फरवरी กุมภาพันธ์ ก.พ únor helmi лют φεβ ফেব্রু பிப்ரவரி फ़रवरी फर$ फ़र$ شباط",
    "mar maret march märz mac mars marzo março marz maart marc mart мар مارس मार्च มีนาคม มี.ค břez maalis martie берез μαρ μάρ মার্চ மார்ச் márc آذار",
    "apr april avril abril aprile kwie nisan апр أبريل ابريل अप्रैल เมษายน เม.ย dub huhti квіт απρ এপ্রিল ஏப்ரல் ápr अप्रै$ نيسان",
    "mei may mai mayo maio maggio maj mayıs мая май مايو मई พฤษภาคม พ.ค květ touko трав μαΐ μαι μάι মে மே máj أيار ايار",
    "jun juni june juin junio junho giugno czerw haziran июн يونيو जून มิถุนายน มิ.ย červn kesä iunie черв ιουν ιούν জুন ஜூன் jún حزيران",
    "jul juli july juillet julio julho luglio lip temmuz июл يوليو जुलाई กรกฎาคม ก.ค červenc heinä iulie лип ιουλ ιούλ জুলা ஜூலை júl जुल$ تموز",
    "aug agu agt agustus august août aout agosto ogos sierp ağustos авг أغسطس अगस्त สิงหาคม ส.ค srp elo серп αυγ αύγ আগস্ট ஆகஸ்ட் अग$ اغسطس آب$",
    "sep september septembre septiembre setembro settembre wrze eylül сен سبتمبر सितंबर กันยายน ก.ย září syys верес σεπ সেপ্ট செப்டம்பர் szept सितम्बर सितं$ सित$ أيلول ايلول",
    "okt oct oktober october octobre octubre outubro ottobre paź ekim окт أكتوبر अक्टूबर ตุลาคม ต.ค říj loka жовт οκτ অক্টো அக்டோபர் अक्तूबर अक्टू$ अक्तू$ اكتوبر",
    "nov november nopember novembre noviembre novembro listopad kasım ноя نوفمبر नवंबर พฤศจิกายน พ.ย marras листопад νοε νοέ নভে நவம்பர் noiemb नवम्बर नवं$ नव$",
    "des dec desember december dezember décembre diciembre dezembro dicembre disember grud aralık дек ديسمبر दिसंबर ธันวาคม ธ.ค pros joulu груд δεκ ডিসে டிசம்பர் दिसम्बर दिसं$ दिस$",
];
