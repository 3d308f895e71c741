use kabar::model::feed::*; use kabar::store::*; use jiff::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n: usize = a[2].parse().unwrap();
    let mut s = Store::open(std::path::Path::new(&a[1])).unwrap();
    let now = Timestamp::now();
    for f in 0..n / 1000 {
        let folder = s.folder(&[format!("Folder {}", f % 7)]).unwrap();
        let (id, _) = s.add_feed(&format!("http://f{f}.example/rss"), Some(&format!("Feed number {f}")), Some(folder), now).unwrap();
        let entries: Vec<Entry> = (0..1000).map(|i| Entry { id: Some(format!("{f}-{i}")), title: format!("Gempa M 5,{i} guncang Maluku, tidak berpotensi tsunami {f}"), link: Some(format!("http://f{f}.example/{i}")), published: Some(now - SignedDuration::from_secs((i * 977 + f * 31) as i64)), summary: Some("Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut BMKG. Gempa tidak berpotensi tsunami.".repeat(3)), ..Entry::default() }).collect();
        s.merge(id, &Channel::default(), &entries, &kabar::store::schedule::Fetched { now, etag: None, last_modified: None, body_hash: None, moved: None, next: None }).unwrap();
    }
    while s.index_some(1000).unwrap() > 0 {}
}
