//! Furniture in plain paragraphs, which only its words tell from the story: labels, notes, who wrote and how to reach them;
//! and the reasons that readers are told.

use kabar::extract::{self, story::Story};

const FRONT: &str = "<p>Nelayan Teluk Arung pulang lebih awal karena angin barat bertiup kencang sejak subuh, kata kepala \
    pelabuhan pada hari Senin.</p>";
const BACK: &str = "<p>Harga ikan di pasar naik dua kali lipat, dan pembeli dari kota datang sebelum \
    matahari terbit untuk mendapat bagian.</p><p>Menurut perkiraan cuaca, angin akan reda pada akhir pekan, dan \
    perahu kecil boleh melaut lagi mulai hari Minggu.</p><p>Kepala pelabuhan meminta pemilik kapal besar memindahkan \
    jangkar ke sisi timur, supaya dermaga nelayan tidak penuh ketika mereka kembali.</p><p>Pasar ikan tetap dibuka pada \
    malam hari, dan es batu diantar dari gudang di belakang kantor desa setiap pukul dua.</p>";

fn page(inside: &str, behind: &str) -> Story {
    let html = format!(
        "<html lang=id><head><title>Angin barat menahan nelayan</title></head><body>\
         <article><h1>Angin barat menahan nelayan</h1>{FRONT}{inside}{BACK}{behind}</article></body></html>"
    );
    extract::page(&html, None)
}

fn text(inside: &str, behind: &str) -> String {
    page(inside, behind).document.plain_text()
}

#[test]
fn a_label_and_the_link_behind_it_are_no_text() {
    for label in [
        "Go deeper:",
        "Related video:",
        "READ |",
        "Previously:",
        "Fact check:",
        "GALLERY:",
        "For subscribers:",
        "LÄS ÄVEN:",
        "LAPORAN BERKAITAN:",
        "Katso myös:",
        "Leia ainda:",
        "Ранее:",
        "Čtěte více:",
        "للمزيد:",
        "點我看：",
        "இதையும் படிக்க:",
        "আরও পড়ুন:",
        "بیشتر بخوانید:",
        "Διαβάστε επίσης:",
        "Kapcsolódó cikk:",
        "Citește și:",
        "Читайте також:",
    ] {
        for line in [
            format!("<p>{label} <a href='/perahu'>Perahu kembali ke dermaga timur</a></p>"),
            format!("<p><a href='/perahu'><b>{label} Perahu kembali ke dermaga timur</b></a></p>"),
        ] {
            let text = text(&line, "");
            assert!(!text.contains("dermaga timur"), "{line}: {text}");
        }
    }
}

#[test]
fn a_link_alone_between_two_paragraphs_is_another_story() {
    for (line, is_kept) in [
        (
            "<p><a href='/perahu'>Perahu kembali ke dermaga timur</a></p>",
            false,
        ),
        (
            "<p><a href='/perahu'>[Perahu kembali ke dermaga timur]</a></p>",
            false,
        ),
        (
            "<p>'Angin kencang': <a href='/perahu'>Perahu kembali ke dermaga timur</a></p>",
            false,
        ),
        (
            "<p><a href='/laporan.pdf'>Perahu kembali ke dermaga timur</a></p>",
            true,
        ),
        (
            "<p><a href='https://example.org/laporan'>Perahu kembali ke dermaga timur</a></p>",
            true,
        ),
        (
            "<p>Sumber: <a href='https://example.org/laporan'>Perahu kembali ke dermaga timur</a></p>",
            true,
        ),
    ] {
        let text = text(line, "");
        assert_eq!(text.contains("dermaga timur"), is_kept, "{line}: {text}");
    }
}

#[test]
fn what_papers_say_behind_a_story_is_no_text() {
    for line in [
        "Contact Jane Doe at 555-0120 or jane@example.com.",
        "— Jane Doe; jane@example.com; @jane",
        "jane@example.com",
        "Jane Doe is a reporter for the Leader. Read more of her work here.",
        "A version of this article appears in print on March 3, 2026, Section A, Page 14.",
        "Appeared in the March 4, 2026, print edition as 'Boats Wait.'",
        "Letters should be no more than 300 words and include your name.",
        "Do you agree? Join the conversation below.",
        "This document is subject to copyright. No part may be reproduced without permission.",
        "Watch the video above for more on this story.",
        "4 Min Read",
        "Найважливіше за добу у нашому телеграм-каналі",
        "Ακολουθήστε το kabar.example στο Google News και μάθετε πρώτοι όλες τις ειδήσεις.",
        "原标题：老渡口停航",
        "انتهای پیام",
        "(By Jane Doe)",
        "Enditem/",
        "By Leader staff reports",
        "View source version on example.com: https://example.com/1",
        "[Learn how to <a href='/a'>stop apps from tracking your location</a>.]",
    ] {
        let text = text("", &format!("<p>{line}</p>"));
        assert!(text.trim_end().ends_with("pukul dua."), "{line}: {text}");
    }
    let press = "<p>Media Contact</p><p>Jane Doe</p><p>512-555-0144</p><p>press@example.com</p>";
    let text = text("", press);
    assert!(text.trim_end().ends_with("pukul dua."), "{text}");
}

#[test]
fn who_helped_is_no_text_also_in_the_middle() {
    let helped = "<p>Antara writer Jane Doe contributed to this report.</p>";
    assert!(!text(helped, "").contains("Jane Doe"));
}

#[test]
fn what_a_page_says_of_its_text_is_no_text() {
    for line in [
        "<p>From The Leader staff reports</p>",
        "<div class='screen-reader-only'>This content is imported from Instagram. You may be able to find the same content \
         in another format, or you may be able to find more information, at their web site.</div>",
        "<p><em>Editor’s Note: A version of this article originally appeared in the weekly weather letter. You can <a \
         href='/a'>sign up here</a> to receive it every Monday.</em></p>",
        "<p>&gt;&gt; MORE FROM THE HARBOUR: <a href='/a'>Boats wait at the quay</a></p>",
    ] {
        let text = text(line, "");
        let words = ["Leader", "imported", "Editor", "HARBOUR"];
        assert!(
            !words.iter().any(|word| text.contains(word)),
            "{line}: {text}"
        );
    }
}

#[test]
fn sentences_like_those_of_papers_stay() {
    for line in [
        "Editor’s note: An earlier version of this story gave the wrong year of the storm.",
        "The minister received the wire reports on Monday and said nothing.",
        "Contact with the boat was lost on Friday night.",
        "Letters should be no more than a page, the mayor said, and he wrote one.",
        "Jane Doe is at sea until the wind turns to the south.",
        "Earlier: the boats had waited for two days.",
    ] {
        let text = text(&format!("<p>{line}</p>"), "");
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn a_reason_says_what_names_say_for_sure() {
    let reason = |class: &str, line: &str| {
        let story = page(
            "",
            &format!("</article><div class='{class}'><p>{line}</p></div><article>"),
        );
        let cut = story.cuts.iter().find(|cut| cut.text.contains(line));
        cut.map(|cut| cut.reason.clone()).unwrap_or_default()
    };
    assert_eq!(reason("ad-slot", "Sepatu murah"), "advertisement");
    assert_ne!(reason("thread-x", "Sepatu murah"), "advertisement");
    assert_ne!(reason("read-time", "Sepatu murah"), "advertisement");
    assert_eq!(reason("cookie-modal", "Sepatu murah"), "cookie notice");
    assert_eq!(reason("modal alert", "Sepatu murah"), "notice");
    assert_eq!(reason("taboola", "Sepatu murah"), "related list");
}
