//! The words of dates: days, months and zones, in lower case.

use jiff::tz::TimeZone;

use crate::feed::date::parts::Zone;

/// The month that a word names: English, Indonesian and Malay, and the languages of feeds met in
/// the wild.
pub fn month(word: &str) -> Option<u32> {
    if let Some(place) = SHORT_MONTHS.iter().position(|name| *name == word) {
        return Some(place as u32 + 1);
    }
    if SHORT_DAYS.contains(&word) {
        return None;
    }
    let place = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    Some(place as u32 + 1)
}

/// What nearly every feed writes.
const SHORT_MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

const MONTHS: [&str; 12] = [
    "jan january januari januar janvier janv enero ene janeiro gennaio gen styczeń január ιαν января ocak jänner",
    "feb february februari februar pebruari peb februarie février févr fév fevrier febrero fevereiro fev febbraio \
     febr február φεβ февраля şubat",
    "mar march maret mac märz mär mrz maart mrt mars marzo março marec március márc μάρ μαρ марта mart",
    "apr april avril avr abril abr aprile április ápr απρ апреля nisan",
    "may mei mai maj mayo maio maggio mag május máj μάι μαϊ мая mayıs",
    "jun june juni juin junio junho giugno giu június jún ιούν ιον июня haziran",
    "jul july juli julai juillet juil julio julho luglio lug július júl ιούλ ιολ июля temmuz",
    "aug august agustus agu agt ags ogos ogo augustus août aout agosto ago augusztus αύγ αυγ августа ağustos",
    "sep sept september septembre septiembre setembro set settembre szept szeptember σεπ сентября eylül",
    "oct october oktober okt octobre octubre outubro out ottobre ott október οκτ октября ekim",
    "nov november nopember nop novembre noviembre novembro νοέ νοε ноября kasım",
    "dec december desember des disember dis dezember dez décembre déc dic diciembre dezembro dicembre december \
     δεκ декабря aralık",
];

/// The day of the week that a word names, 0 = Monday.
pub fn weekday(word: &str) -> Option<u8> {
    if let Some(place) = SHORT_DAYS.iter().position(|name| *name == word) {
        return Some(place as u8);
    }
    let place = DAYS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    Some(place as u8)
}

const SHORT_DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const DAYS: [&str; 7] = [
    "mon monday senin sen isnin lundi lun lunes montag mo maandag lunedì lunedi segunda δευ",
    "tue tues tuesday selasa sel mardi mar martes dienstag di dinsdag martedì martedi terça τρι",
    "wed weds wednesday rabu rab mercredi mer miércoles mittwoch mi woensdag mercoledì quarta τετ",
    "thu thur thurs thursday kamis kam khamis jeudi jeu jueves donnerstag do donderdag giovedì quinta πεμ",
    "fri friday jumat jum jum'at jumaat vendredi ven viernes freitag fr vrijdag venerdì sexta παρ",
    "sat saturday sabtu sab samedi sam sábado samstag sa zaterdag sabato σαβ σάβ",
    "sun sunday minggu min ming ahad dimanche dim domingo sonntag so zondag domenica κυρ",
];

/// The zone that a word names; `-0800` and the like are no words.
pub fn zone(word: &str) -> Option<Zone> {
    let minutes = match word {
        "z" | "utc" | "gmt" | "ut" | "wet" | "uct" | "zulu" => return Some(Zone::Utc),
        "wib" | "ict" | "wast" => 7 * 60,
        "wita" | "sgt" | "hkt" | "awst" | "myt" | "pht" => 8 * 60,
        "wit" | "jst" | "kst" => 9 * 60,
        "cet" | "met" | "mez" | "bst" | "west" | "wat" => 60,
        "cest" | "mest" | "mesz" | "eet" | "cat" | "sast" => 2 * 60,
        "eest" | "msk" | "eat" | "trt" => 3 * 60,
        "irst" => 3 * 60 + 30,
        "gst" | "msd" => 4 * 60,
        "pkt" => 5 * 60,
        "ist" => 5 * 60 + 30,
        "npt" => 5 * 60 + 45,
        "bdt" => 6 * 60,
        "acst" => 9 * 60 + 30,
        "aest" => 10 * 60,
        "acdt" => 10 * 60 + 30,
        "aedt" => 11 * 60,
        "nzst" => 12 * 60,
        "nzdt" => 13 * 60,
        "brt" | "art" | "adt" => -3 * 60,
        "nst" => -(3 * 60 + 30),
        "ndt" => -(2 * 60 + 30),
        "ast" | "at" | "edt" | "clt" => -4 * 60,
        "est" | "et" | "cdt" | "cot" | "pet" => -5 * 60,
        "cst" | "ct" | "mdt" => -6 * 60,
        "mst" | "mt" | "pdt" => -7 * 60,
        "pst" | "pt" | "akdt" => -8 * 60,
        "akst" | "hdt" => -9 * 60,
        "hst" => -10 * 60,
        _ => return None,
    };
    Some(Zone::East(minutes * 60))
}

/// The zone of a place as the tz database names it, in lower case, by its present rules.
///
/// A table and no database: a feed shall not name files to read.
pub fn place(name: &str) -> Option<Zone> {
    let rules = match name {
        "etc/gmt" | "etc/utc" | "utc" => return Some(Zone::Utc),
        "asia/jakarta" | "asia/pontianak" | "asia/bangkok" | "asia/ho_chi_minh" => "<+07>-7",
        "asia/makassar" | "asia/singapore" | "asia/kuala_lumpur" | "asia/hong_kong"
        | "asia/shanghai" | "asia/manila" | "asia/taipei" | "australia/perth" => "<+08>-8",
        "asia/jayapura" | "asia/tokyo" | "asia/seoul" => "<+09>-9",
        "asia/kolkata" | "asia/calcutta" => "IST-5:30",
        "asia/dubai" => "<+04>-4",
        "europe/moscow" | "europe/istanbul" | "asia/riyadh" => "<+03>-3",
        "europe/london" | "europe/dublin" | "europe/lisbon" => "GMT0BST,M3.5.0/1,M10.5.0",
        "europe/paris" | "europe/berlin" | "europe/brussels" | "europe/amsterdam"
        | "europe/madrid" | "europe/rome" | "europe/vienna" | "europe/zurich"
        | "europe/stockholm" | "europe/oslo" | "europe/copenhagen" | "europe/prague"
        | "europe/warsaw" | "europe/budapest" => "CET-1CEST,M3.5.0,M10.5.0/3",
        "europe/athens" | "europe/helsinki" | "europe/kiev" | "europe/kyiv"
        | "europe/bucharest" => "EET-2EEST,M3.5.0/3,M10.5.0/4",
        "america/new_york" | "america/toronto" | "us/eastern" => "EST5EDT,M3.2.0,M11.1.0",
        "america/chicago" | "us/central" => "CST6CDT,M3.2.0,M11.1.0",
        "america/denver" | "us/mountain" => "MST7MDT,M3.2.0,M11.1.0",
        "america/phoenix" => "MST7",
        "america/los_angeles" | "america/vancouver" | "us/pacific" => "PST8PDT,M3.2.0,M11.1.0",
        "america/sao_paulo" | "america/argentina" => "<-03>3",
        "australia/sydney" | "australia/melbourne" => "AEST-10AEDT,M10.1.0,M4.1.0/3",
        "australia/brisbane" => "AEST-10",
        "pacific/auckland" => "NZST-12NZDT,M9.5.0,M4.1.0/3",
        _ => return None,
    };
    TimeZone::posix(rules).ok().map(Zone::Place)
}

/// Words that stand in dates and say nothing.
pub fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "at" | "on"
            | "of"
            | "the"
            | "pukul"
            | "pkl"
            | "jam"
            | "tanggal"
            | "tgl"
            | "de"
            | "del"
            | "um"
            | "uhr"
            | "om"
            | "à"
            | "kl"
            | "den"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "t"
            | "hari"
            | "le"
            | "der"
            | "er"
    )
}
