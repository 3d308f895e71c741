//! In which form a story or a page is printed.

use clap::{Args, ValueEnum};

/// In which form a story is printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Format {
    /// In which form
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Form::Text)]
    pub format: Form,
    /// As JSON, one object per line, with the text in the form that --format names
    #[arg(long)]
    pub json: bool,
}

impl Format {
    /// How it is printed.
    #[must_use]
    pub const fn form(self) -> Form {
        if self.json { Form::Json } else { self.format }
    }

    /// In which form JSON carries the text.
    #[must_use]
    pub const fn body(self) -> Form {
        self.format
    }
}

/// In which form a story is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Lines of text
    Text,
    /// Markdown
    Markdown,
    /// HTML without anything but structure
    Html,
    /// One JSON object per line
    Json,
}
