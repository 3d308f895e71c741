//! Who wrote and when, on pages without JSON-LD.

use kabar::extract::{self, story::Story};
use url::Url;

const TEXT: &str = "<p>Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini, kata bupati pada \
    hari Senin di depan para pedagang.</p><p>Pedagang ikan meminta lantai yang lebih miring, supaya air tidak \
    menggenang di depan kios mereka setiap pagi.</p>";

fn story(head: &str, tail: &str) -> Story {
    let html = format!(
        "<html lang=id><body><article><h1>Pasar lama tetap buka</h1>{head}{TEXT}</article>{tail}</body></html>"
    );
    extract::page(&html, None)
}

#[test]
fn a_byline_gives_names_and_nothing_else() {
    let check = |head: &str, wanted: &[&str]| assert_eq!(story(head, "").authors, wanted, "{head}");
    check(
        "<div class=byline>By <a>Jane Doe</a> December 16</div>",
        &["Jane Doe"],
    );
    check(
        "<div class=byline><span>By</span><a>Jane Doe</a></div>",
        &["Jane Doe"],
    );
    check("<div class=byline>Jane Doe USA TODAY</div>", &["Jane Doe"]);
    check("<div class=byline>Jane Doe in Paris</div>", &["Jane Doe"]);
    check(
        "<div class=byline>Jürgen Müller, Berlin</div>",
        &["Jürgen Müller"],
    );
    check(
        "<div class=byline>Laporan Wartawan Kabarkita.com, Ana Lim</div>",
        &["Ana Lim"],
    );
    check(
        "<a rel=author href='/author/ana'>View all posts by Ana Lim</a>",
        &["Ana Lim"],
    );
    check("<div class=byline>Tim detikcom</div>", &[]);
    check(
        "<span class='author vcard'><a rel=author href=/author/jane>Jane Doe</a><a href=/x>Twitter</a></span>",
        &["Jane Doe"],
    );
    check(
        "<span class=author><a href=/staff/7/jane-doe>Jane Doe</a> <b>Warta Kota & Gazette</b></span>",
        &["Jane Doe"],
    );
    check("<div class=byline>dpa</div>", &[]);
    check(
        "<button class=author-follow>Ikuti penulis</button><p class=author>Jane Doe</p>",
        &["Jane Doe"],
    );
    check(
        "<span class=author><button>Tutup jendela</button></span>",
        &[],
    );
    check(
        "<a class=author href=/author/jane>Jane Doe<span class=sr-only>archive page</span></a>",
        &["Jane Doe"],
    );
    check(
        "<p>Dermaga ini dibuka <a href=/x>pada tahun lalu</a> by Jane Doe. Itu kata mereka.</p>",
        &[],
    );
    check(
        "<div><small>posted on <time>2026-11-28</time></small> by Jane Doe</div>",
        &["Jane Doe"],
    );
    check(
        "<aside><ol class=popular><li class=popular__story><a href=/b>Pasar baru dibuka</a>\
         <a href=/author/jane>Jane Doe</a></li></ol></aside>",
        &[],
    );
}

#[test]
fn a_byline_may_stand_before_the_element_with_the_name() {
    for head in [
        "<div>By <span>Jane Doe</span></div>",
        "<ul><li><span> von </span> <span>Jane Doe</span></li></ul>",
        "<p>Oleh: <a href='/profil/7'>Jane Doe</a></p>",
        "<h4>By <span><a href='/bios/7'>Jane Doe</a></span></h4>",
        "<div class=byline>Jane Doe<span>Senior Reporter</span></div>",
    ] {
        assert_eq!(story(head, "").authors, ["Jane Doe"], "{head}");
    }
}

#[test]
fn a_name_may_stand_in_the_state_of_a_program_only() {
    let state = |title: &str| {
        format!(
            "<script type='application/json'>{{\"story\":{{\"title\":\"{title}\",\"author\":{{\"name\":\"Jane Doe\"}}}}}}</script>"
        )
    };
    assert_eq!(
        story("", &state("Pasar lama tetap buka")).authors,
        ["Jane Doe"]
    );
    assert!(story("", &state("Jembatan baru dibuka")).authors.is_empty());
}

#[test]
fn state_may_have_any_name_that_programs_give_it() {
    for name in [
        "window.__PAGE_STATE__ = ",
        "window.__APP_DATA__=",
        "window['__SSR_PROPS__'] = ",
    ] {
        let script = format!(
            "<script>{name}{{\"story\":{{\"title\":\"Pasar lama tetap buka\",\"author\":\"Jane Doe\"}}}};</script>"
        );
        assert_eq!(story("", &script).authors, ["Jane Doe"], "{name}");
    }
}

#[test]
fn what_somebody_teaches_is_no_name() {
    let story = story(
        "<div class=byline>Oleh: Ana Lim, Dosen Universitas Teluk</div>",
        "",
    );
    assert_eq!(story.authors, ["Ana Lim"]);
}

#[test]
fn a_line_each_for_reporter_and_editor() {
    let story = story("<p>Reporter: Ana Lim</p><p>Editor: Budi Seto</p>", "");
    assert_eq!(
        (story.authors, story.editors),
        (vec!["Ana Lim".to_owned()], vec!["Budi Seto".to_owned()])
    );
}

#[test]
fn who_wrote_other_stories_or_comments_did_not_write_this_one() {
    let others = "<div class=related-stories><a rel=author href='/author/x'>Citra Dewi</a></div>\
        <div class=comment-list><a rel=author href='/author/y'>Doni Eka</a></div>";
    let own = story("<div class=byline>Ana Lim</div>", others);
    assert_eq!(own.authors, ["Ana Lim"]);
    assert!(story("", others).authors.is_empty());
}

fn published(head: &str) -> String {
    story(head, "")
        .published
        .map(|moment| moment.to_string())
        .unwrap_or_default()
}

#[test]
fn an_indonesian_page_means_jakartas_time() {
    let check = |head: &str, wanted: &str| assert_eq!(published(head), wanted, "{head}");
    check(
        "<div class=date>17 Agt 2026 14:05 WIB</div>",
        "2026-08-17T07:05:00Z",
    );
    check(
        "<div class=date>Senin, 17 Agustus 2026 14:05</div>",
        "2026-08-17T07:05:00Z",
    );
    check(
        "<time datetime='2026-08-17T14:05:00'>17/8</time>",
        "2026-08-17T07:05:00Z",
    );
    check(
        "<time datetime='2026-08-17T14:05:00Z'>17/8</time>",
        "2026-08-17T14:05:00Z",
    );
    // The English pages of a paper in Jakarta, too.
    let english = format!(
        "<html lang=en><h1>Old market stays</h1><div class=date>17 August 2026 14:05</div>{TEXT}"
    );
    let url = Url::parse("https://example.id/a").ok();
    let english = extract::page(&english, url.as_ref()).published;
    assert_eq!(
        english.map(|moment| moment.to_string()).as_deref(),
        Some("2026-08-17T07:05:00Z")
    );
}

#[test]
fn the_last_change_is_not_the_first_day() {
    let check = |head: &str, wanted: (&str, &str)| {
        let story = story(head, "");
        let day = |moment: Option<jiff::Timestamp>| {
            moment.map(|moment| moment.to_string()).unwrap_or_default()
        };
        let (first, last) = (day(story.published), day(story.modified));
        assert_eq!(
            (
                first.get(..10).unwrap_or_default(),
                last.get(..10).unwrap_or_default()
            ),
            wanted,
            "{head}"
        );
    };
    let both = ("2026-08-17", "2026-08-18");
    check(
        "<div class=date>Diperbarui 18 Agustus 2026 Diterbitkan 17 Agustus 2026</div>",
        both,
    );
    check(
        "<div>Diperbarui <time datetime='2026-08-18'>18 Agustus</time></div><div class=date>Diterbitkan 17 Agustus 2026</div>",
        both,
    );
    // Better than nothing.
    check(
        "<div class=date>Diperbarui 18 Agustus 2026</div>",
        ("2026-08-18", "2026-08-18"),
    );
}

#[test]
fn a_day_has_the_hour_that_the_page_states_for_it() {
    let change = "<meta property='article:modified_time' content='2026-08-17T14:05:00+07:00'>";
    let check = |head: &str, wanted: &str| assert_eq!(published(head), wanted, "{head}");
    check(
        &format!("{change}<div class=date>17 Agustus 2026</div>"),
        "2026-08-17T07:05:00Z",
    );
    check(
        &format!("{change}<div class=date>16 Agustus 2026</div>"),
        "2026-08-16T00:00:00Z",
    );
    check(
        &format!("{change}<div class=date>17 Agustus 2026 08:00 WIB</div>"),
        "2026-08-17T01:00:00Z",
    );
}

#[test]
fn letters_that_were_written_twice_are_mended() {
    let html = format!("<html><h1>Ã‰tÃ© Ã\u{a0} la mer</h1>{}", "<p>Le prÃ©fet a annoncÃ© que lâ€™Ã©tÃ© sera long, et que la plage restera fermÃ©e jusquâ€™en aoÃ»t.</p>".repeat(2));
    let story = extract::page(&html, None);
    assert_eq!(story.title.as_deref(), Some("Été à la mer"));
    assert!(
        story
            .document
            .plain_text()
            .contains("Le préfet a annoncé que l’été sera long")
    );
}

#[test]
fn whom_a_page_shows_as_its_editor_is_no_author_where_somebody_else_wrote() {
    let data = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Pasar lama tetap buka\",\
        \"author\":{\"@type\":\"Person\",\"name\":\"Budi Seto\"}}</script>";
    let editor =
        "<div class=info-author>Editor : <a class=author href=/author/7/budi>Budi Seto</a></div>";
    let shown = story(&format!("{data}<div class=author-2>Ana Lim</div>"), editor);
    assert_eq!(shown.authors, ["Ana Lim"]);
    assert_eq!(shown.editors, ["Budi Seto"]);
    assert_eq!(story(data, editor).authors, ["Budi Seto"]);
    let same = format!("{data}<div class=author>Budi Seto Raharjo</div>");
    assert_eq!(story(&same, editor).authors, ["Budi Seto"]);
}

#[test]
fn who_signs_at_the_end_without_a_sign_is_an_author_and_no_text() {
    let chinese = [
        "市政府周一宣布，老市场将继续开放到今年年底，届时将再次讨论是否搬迁。",
        "鱼贩们要求把地面修得更斜一些，以免每天早晨积水堵在摊位前面。",
    ];
    let japanese = [
        "市は月曜日、古い市場を年末まで開け続けると発表した。移転は来月の議会で改めて話し合う。",
        "魚を売る人たちは、毎朝店の前に水がたまらないよう、床をもっと傾けてほしいと求めている。",
    ];
    let korean = [
        "시는 월요일 오래된 시장을 연말까지 계속 열기로 했다고 밝혔다. 이전은 다음 달 다시 논의한다.",
        "생선 상인들은 매일 아침 가게 앞에 물이 고이지 않도록 바닥을 더 기울여 달라고 요구했다.",
    ];
    let vietnamese = [
        "Chính quyền thành phố hôm thứ Hai cho biết khu chợ cũ sẽ tiếp tục mở cửa đến cuối năm nay.",
        "Những người bán cá yêu cầu làm nền chợ dốc hơn để nước không đọng trước quầy hàng mỗi sáng.",
    ];
    let check = |text: [&str; 2], line: &str, authors: &[&str]| {
        let html = format!(
            "<article><h1>A</h1><div><p>{}</p><p>{}</p><p>{line}</p></div></article>",
            text[0], text[1]
        );
        let story = extract::page(&html, None);
        assert_eq!(story.document.plain_text(), text.join("\n\n"), "{line}");
        assert_eq!(story.authors, authors, "{line}");
    };
    for line in [
        "（记者 王小明）",
        "记者王小明报道",
        "本报记者 王小明",
        "記者王小明／台北報導",
    ] {
        check(chinese, line, &["王小明"]);
    }
    check(chinese, "(记者王小明、李华)", &["王小明", "李华"]);
    for line in ["（責任編輯：李四）", "【责任编辑:李四】", "（完）"] {
        check(chinese, line, &[]);
    }
    for line in [
        "（山田太郎）",
        "【山田太郎】",
        "［山田太郎］",
        "（社会部　山田太郎）",
    ] {
        check(japanese, line, &["山田太郎"]);
    }
    check(
        japanese,
        "（山田太郎、佐藤花子）",
        &["山田太郎", "佐藤花子"],
    );
    check(japanese, "（共同）", &[]);
    for line in [
        "홍길동 기자 abc@example.com",
        "홍길동 기자",
        "홍길동 선임기자 hong@example.com",
        "해안일보 홍길동 기자",
        "글·사진 홍길동 기자",
    ] {
        check(korean, line, &["홍길동"]);
    }
    check(korean, "abc@example.com", &[]);
    for line in [
        "Nguyễn Văn An",
        "<strong>Nguyễn Văn An</strong>",
        "<b>Nguyễn Văn An</b> (Theo <i>Reuters</i>)",
        "Bài và ảnh: Nguyễn Văn An",
    ] {
        check(vietnamese, line, &["Nguyễn Văn An"]);
    }
    for (text, line) in [
        (chinese, "（市场将于每周一休息）"),
        (
            chinese,
            "记者在现场看到，排水沟仍然堵塞，商贩们正在自己动手清理。",
        ),
        (japanese, "（写真は市場の東側）"),
        (
            korean,
            "기자와 만난 상인은 물이 고이지 않았으면 좋겠다고 말했다.",
        ),
        (vietnamese, "Hà Nội sẽ làm theo."),
    ] {
        let html = format!(
            "<article><h1>A</h1><div><p>{}</p><p>{}</p><p>{line}</p></div></article>",
            text[0], text[1]
        );
        let found = extract::page(&html, None).document.plain_text();
        assert!(found.ends_with(line), "{found}");
    }
}

#[test]
fn a_byline_below_the_headline_needs_no_name_of_its_own() {
    let check = |head: &str, wanted: &[&str]| assert_eq!(story(head, "").authors, wanted, "{head}");
    check("<p><strong>By Jane Doe</strong></p>", &["Jane Doe"]);
    check(
        "<p><strong>By Jane Doe</strong><br>Staff Writer</p>",
        &["Jane Doe"],
    );
    check("<p>March 3, 2026 by Jane Doe</p>", &["Jane Doe"]);
    check("<p>By Jean de la Cruz</p>", &["Jean de la Cruz"]);
    check("<p>By the Rev. Jane Doe</p>", &["Jane Doe"]);
    check("<p>By Web Staff</p>", &[]);
    check("<p><strong>By the end</strong> of May.</p>", &[]);
    check(
        "<div class=author><span>Jane Doe</span><span>Education</span></div>",
        &["Jane Doe"],
    );
}

#[test]
fn who_reviews_a_book_did_not_write_it() {
    let book = "<p>Reviewed by Jane Doe</p><p>THE LONG FERRY</p><p>By Ana Lim</p><p>Harbor House. 288 pp. $26</p>";
    assert_eq!(story(book, "").authors, ["Jane Doe"]);
}

#[test]
fn a_page_whose_text_stands_in_its_data_has_its_date_there() {
    let data =
        r#"{"props":{"title":"Pasar lama tetap buka","publishDate":"2026-03-03T09:00:00+07:00"}}"#;
    let tail = format!("<script id=__NEXT_DATA__ type='application/json'>{data}</script>");
    let published = story("", &tail).published;
    let day = published
        .map(|moment| moment.to_string())
        .unwrap_or_default();
    assert!(day.starts_with("2026-03-03"), "{day}");
}

#[test]
fn a_row_with_both_days_gives_the_first() {
    let row = "<p>Published 5:04 p.m. ET March 3, 2026 | Updated 9:00 a.m. ET March 5, 2026</p>";
    let published = story(row, "").published;
    let day = published
        .map(|moment| moment.to_string())
        .unwrap_or_default();
    assert!(day.starts_with("2026-03-03"), "{day}");
}
