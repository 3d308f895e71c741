//! A sample story at several widths.

use kabar::document::layout::layout;

use crate::document::{header, roles, sample, shown};

#[test]
fn a_story_at_66_columns() {
    insta::assert_snapshot!(shown(&layout(&header(), &sample(), 66)), @r#"
    Gempa M 5,2 guncang Maluku, tidak berpotensi tsunami
    ANTARA · Min 22 Nov 2026 07.41 WIB · Rina Putri · 2 mnt baca

    Jakarta — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku
    pada Minggu pagi, menurut Badan Meteorologi, Klimatologi, dan
    Geofisika (BMKG)[1]. Tidak ada tsunami, kata BMKG[1].

    Imbauan

    │ Warga diimbau tetap tenang dan menjauhi bangunan yang retak.
    │
    │ │ Sudah disiarkan.

    • Kedalaman 10 km
    • Pusat gempa 74 km barat laut Maluku Tengah
       9. sembilan
      10. sepuluh

    Kota    Skala   Jumlah korban dan pengungsi
    ───────────────────────────────────────────
    Ambon   IV                               12
    Masohi  III–IV                        1.204

      fn main() {
          println!("gempa");
      }

    ╭ image ─────────────────────────────────────────────────────────╮
    │ Peta pusat gempa (ANTARA/HO-BMKG)                              │
    ╰────────────────────────────────────────────────────────────────╯

    ▸ Rekaman gempa · youtube.com[2]

    ──────────────────────────────────────────────────────────────────

    Satu
    dua

    [1] bmkg.go.id/gempabumi
    [2] youtube.com/watch?v=1
    "#);
}

#[test]
fn a_story_at_40_columns() {
    insta::assert_snapshot!(shown(&layout(&header(), &sample(), 40)), @r#"
    Gempa M 5,2 guncang Maluku, tidak
    berpotensi tsunami
    ANTARA · Min 22 Nov 2026 07.41 WIB
    Rina Putri · 2 mnt baca

    Jakarta — Gempa bumi bermagnitudo 5,2
    mengguncang wilayah Maluku pada Minggu
    pagi, menurut Badan Meteorologi,
    Klimatologi, dan Geofisika (BMKG)[1].
    Tidak ada tsunami, kata BMKG[1].

    Imbauan

    │ Warga diimbau tetap tenang dan
    │ menjauhi bangunan yang retak.
    │
    │ │ Sudah disiarkan.

    • Kedalaman 10 km
    • Pusat gempa 74 km barat laut Maluku
      Tengah
       9. sembilan
      10. sepuluh

    Kota: Ambon
    Skala: IV
    Jumlah korban dan pengungsi: 12

    Kota: Masohi
    Skala: III–IV
    Jumlah korban dan pengungsi: 1.204

      fn main() {
          println!("gempa");
      }

    ╭ image ───────────────────────────────╮
    │ Peta pusat gempa (ANTARA/HO-BMKG)    │
    ╰──────────────────────────────────────╯

    ▸ Rekaman gempa · youtube.com[2]

    ────────────────────────────────────────

    Satu
    dua

    [1] bmkg.go.id/gempabumi
    [2] youtube.com/watch?v=1
    "#);
}

#[test]
fn a_story_at_20_columns() {
    insta::assert_snapshot!(shown(&layout(&header(), &sample(), 20)), @r#"
    Gempa M 5,2 guncang
    Maluku, tidak
    berpotensi tsunami
    ANTARA
    Min 22 Nov 2026
    07.41 WIB
    Rina Putri
    2 mnt baca

    Jakarta — Gempa bumi
    bermagnitudo 5,2
    mengguncang wilayah
    Maluku pada Minggu
    pagi, menurut Badan
    Meteorologi,
    Klimatologi, dan
    Geofisika (BMKG)[1].
    Tidak ada tsunami,
    kata BMKG[1].

    Imbauan

    │ Warga diimbau
    │ tetap tenang dan
    │ menjauhi bangunan
    │ yang retak.
    │
    │ │ Sudah disiarkan.

    • Kedalaman 10 km
    • Pusat gempa 74 km
      barat laut Maluku
      Tengah
       9. sembilan
      10. sepuluh

    Kota: Ambon
    Skala: IV
    Jumlah korban dan
      pengungsi: 12

    Kota: Masohi
    Skala: III–IV
    Jumlah korban dan
      pengungsi: 1.204

      fn main() {
          println!(
      ↪ "gempa");
      }

    [image] Peta pusat
    gempa (ANTARA/HO-
    BMKG)

    ▸ Rekaman gempa ·
    youtube.com[2]

    ────────────────────

    Satu
    dua

    [1] bmkg.go.id/gemp…
    [2] youtube.com/wat…
    "#);
}

#[test]
fn spans_carry_roles() {
    insta::assert_snapshot!(roles(&sample(), 66), @r#"
    Dateline(Jakarta)Dateline( —)Text( Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku)
    Text(pada Minggu pagi, menurut )Link(Badan Meteorologi, Klimatologi, dan)
    Link(Geofisika (BMKG))LinkNumber([1])Text(. )Emphasis(Tidak)Text( ada tsunami, kata )Link(BMKG)LinkNumber([1])Text(.)

    Heading(Imbauan)

    QuoteBar(│ )Quote(Warga diimbau tetap tenang dan menjauhi bangunan yang retak.)
    QuoteBar(│)
    QuoteBar(│ )QuoteBar(│ )Quote(Sudah disiarkan.)

    Bullet(• )Text(Kedalaman 10 km)
    Bullet(• )Text(Pusat gempa 74 km barat laut Maluku Tengah)
    Text(  )Bullet( 9. )Text(sembilan)
    Text(  )Bullet(10. )Text(sepuluh)

    TableHead(Kota)Text(    )TableHead(Skala)Text(   )TableHead(Jumlah korban dan pengungsi)
    Rule(───────────────────────────────────────────)
    Text(Ambon)Text(   )Text(IV)Text(                               )Text(12)
    Text(Masohi)Text(  )Text(III–IV)Text(                        )Text(1.204)

    Text(  )Code(fn main() {)
    Text(  )Code(    println!("gempa");)
    Text(  )Code(})

    Frame(╭ )Fact(image)Frame( ─────────────────────────────────────────────────────────╮)
    Frame(│ )Caption(Peta pusat gempa (ANTARA/HO-BMKG))Frame(                              │)
    Frame(╰────────────────────────────────────────────────────────────────╯)

    Frame(▸ )Link(Rekaman gempa)Caption( · youtube.com)LinkNumber([2])

    Rule(──────────────────────────────────────────────────────────────────)

    Text(Satu)
    Text(dua)

    LinkNumber([1])Text( )Link(bmkg.go.id/gempabumi)
    LinkNumber([2])Text( )Link(youtube.com/watch?v=1)
    "#);
}
