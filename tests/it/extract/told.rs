//! What pages tell of themselves that state little: their language, their clock, their headline, their date, who wrote.

use kabar::extract::{self, story::Story};

const TEXT: &str = "<p>The council put off the closing of the old market until the end of the year, and the traders who had come to \
    hear it were glad of that.</p><p>They still want a floor on which the water does not stand, and a door that can be \
    closed when the wind comes from the sea, as it does in the autumn.</p>";
const CHINESE: &str = "<p>市政府周一决定把旧市场的关闭推迟到年底，前来旁听的商贩们表示欢迎，他们已经在那里等了两个小时。</p>\
    <p>鱼贩们希望地面能再倾斜一些，让水不再积在摊位前面，也希望大门在刮海风的时候能够关上，就像每年秋天那样。</p>";

fn story(html: &str) -> Story {
    extract::page(html, None)
}

#[test]
fn a_page_that_states_no_language_is_in_that_of_its_text() {
    let check = |head: &str, text: &str, wanted: Option<&str>| {
        let html = format!("{head}<body><h1>Market</h1>{text}</body>");
        assert_eq!(story(&html).language.as_deref(), wanted, "{head}");
    };
    check("<html>", TEXT, Some("en"));
    check("<html>", CHINESE, Some("zh"));
    check("<html lang=en>", CHINESE, Some("zh"));
    check("<html lang=zh-TW>", CHINESE, Some("zh-TW"));
    check("<html lang=en_GB>", TEXT, Some("en-GB"));
    let meta = "<meta http-equiv=Content-Language content=utf-8>";
    check(meta, CHINESE, Some("zh"));
    check("<meta name=lang content=id>", TEXT, Some("id"));
    check(
        "<meta property=og:locale content=id_ID>",
        TEXT,
        Some("id-ID"),
    );
    check("<html>", "<p>Hm.</p>", None);
}

#[test]
fn a_time_is_that_of_where_the_text_is_read() {
    let html = format!(
        "<meta name=publishdate content='2026-03-03 20:02'><body><h1>旧市场推迟到年底关闭</h1>{CHINESE}</body>"
    );
    let found = story(&html);
    assert_eq!(found.offset.unwrap().seconds(), 8 * 3_600);
    assert_eq!(found.published.unwrap().to_string(), "2026-03-03T12:02:00Z");
}

#[test]
fn a_headline_is_what_the_window_begins_with() {
    let check = |window: &str, headline: &str, wanted: &str| {
        let html = format!("<title>{window}</title><body><h1>The Post</h1>{headline}{TEXT}</body>");
        assert_eq!(story(&html).title.as_deref(), Some(wanted), "{headline}");
    };
    let title = "Old market stays open until December";
    check(
        "Old market stays open until December - The Post",
        "<div class=title>Old market stays open until December</div>",
        title,
    );
    check(
        "Old market stays open until December » Local » The Post",
        "<h2><span>Old market stays open until December</span><a href=/>The Post</a></h2>",
        title,
    );
}

#[test]
fn a_date_is_found_where_little_states_it() {
    let check = |head: &str, row: &str, tail: &str, wanted: &str| {
        let html = format!(
            "<html lang=en>{head}<body><h1>Old market stays open until December</h1>{row}{TEXT}{tail}</body>"
        );
        let found = story(&html).published.map(|moment| moment.to_string());
        assert_eq!(found.unwrap_or_default(), wanted, "{head}{row}{tail}");
    };
    let day = "2026-03-03T20:02:00Z";
    check(
        "<meta itemprop=dateUpdate content='2026-03-03 20:02'>",
        "",
        "",
        day,
    );
    check(
        "<meta name=publishdate content=2026-03-03>",
        "<div>20:02 03.03.2026</div>",
        "",
        day,
    );
    check(
        "<meta name=publishdate content=2026-03-03>",
        "<div>20:02 04.03.2026</div>",
        "",
        "2026-03-03T00:00:00Z",
    );
    check(
        "",
        "<cite><abbr title='2026-03-03T20:02:00Z'>1 hr ago</abbr></cite>",
        "",
        day,
    );
    check("", "", "<p>Published: <!-- x -->2026-03-03 20:02</p>", day);
    check(
        "",
        "<div>Source: x | 发布时间: 2026-03-03 | 2168</div>",
        "",
        "2026-03-03T00:00:00Z",
    );
}

#[test]
fn who_wrote_is_told_by_the_story_itself() {
    let check = |row: &str, tail: &str, wanted: &[&str]| {
        let html = format!(
            "<meta name=author content=海门网><title>旧市场推迟到年底关闭_海门网</title><body>\
             <h1>旧市场推迟到年底关闭</h1>{row}{CHINESE}{tail}</body>"
        );
        assert_eq!(story(&html).authors, wanted, "{row}{tail}");
    };
    check("<p>王小明/海门日报</p>", "", &["王小明"]);
    check(
        "<p>海门网3月3日讯（记者王小明 整合）市政府今天开会。</p>",
        "",
        &["王小明"],
    );
    check(
        "",
        "<p>商贩们说，他们会在市场里一直等到年底，无论天气如何，也不管水有多深。（文/图 李华 王小明）</p>",
        &["李华", "王小明"],
    );
    check(
        "<div class=author><a>王小明</a><span>大学院长</span></div>",
        "",
        &["王小明"],
    );
    check("<span class=authorized>我已授权</span>", "", &[]);
    check("<p>作者：王小明 李华</p>", "", &["王小明", "李华"]);
    check(
        "",
        "<ul><li><a href=/author/wang>王小明</a>：<a href=/a>鱼贩们希望地面能再倾斜一些</a></li></ul>",
        &[],
    );
}

#[test]
fn a_byline_box_holds_more_than_names() {
    let check = |row: &str, wanted: &[&str]| {
        let html = format!(
            "<html lang=en><body><h1>Old market stays open until December</h1>{row}{TEXT}</body>"
        );
        assert_eq!(story(&html).authors, wanted, "{row}");
    };
    check(
        "<p class=author><a href=/author/ana-lim>View Author Page</a></p>",
        &[],
    );
    check(
        "<p class=byline><a href=/ana>Ana Lim</a><br>Kabar Executive News Editor</p>",
        &["Ana Lim"],
    );
    check(
        "<p class=byline>By Ana Lim and Budi Seto - AP Technology Writers</p>",
        &["Ana Lim", "Budi Seto"],
    );
    check(
        "<p class=photo-byline><a href=/staff/budi-seto>Budi Seto</a></p>",
        &[],
    );
    check(
        "<a aria-label='All posts from Ana Lim' href=/ana>Ana Lim</a>",
        &["Ana Lim"],
    );
    check(
        "<p id=story_author><a href='#'>by Ana Lim</a></p>",
        &["Ana Lim"],
    );
    check("<p class=firma><em>Ana Lim</em></p>", &["Ana Lim"]);
    check(
        "<cite class=source>By Ana Lim<br>kabar.example</cite>",
        &["Ana Lim"],
    );
}
