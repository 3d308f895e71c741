//! Tests of the room `view`: whole screens.

use kabar::view::draw;
use kabar::view::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::desk::Desk;

/// The screen as text, a line a row.
pub fn screen(desk: &Desk) -> String {
    let (width, height) = desk.state.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let theme = Theme::terminal();
    terminal
        .draw(|frame| draw(&desk.state, &theme, frame))
        .unwrap();
    if width == 0 || height == 0 {
        return String::new();
    }
    terminal.backend().to_string()
}

#[test]
fn look() {
    for (w, h) in [(132, 34), (80, 24), (50, 20), (29, 7)] {
        let mut desk = Desk::new(60, (w, h));
        println!("{}", screen(&desk));
        desk.press("j Enter");
        println!("{}", screen(&desk));
        desk.press("Esc ?");
        println!("{}", screen(&desk));
        desk.press("Esc g");
        println!("{}", screen(&desk));
    }
}
