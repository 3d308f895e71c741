//! Lines being written behind the prefixes of items and quotations.

/// Lines so far, and what stands before the next one.
#[derive(Default)]
pub struct Lines {
    out: String,
    prefixes: Vec<Prefix>,
    /// A blank line is due before the next line, behind so many of the prefixes.
    gap: Option<usize>,
}

struct Prefix {
    first: Option<String>,
    rest: String,
}

impl Lines {
    pub fn finish(self) -> String {
        self.out
    }

    /// Asks for a blank line before the next line.
    pub fn gap(&mut self) {
        let depth = self.prefixes.len();
        self.gap = Some(self.gap.map_or(depth, |before| before.min(depth)));
    }

    /// Writes something behind prefixes: `first` before its first line, `rest` before the others.
    pub fn indented(&mut self, first: &str, rest: &str, put: impl FnOnce(&mut Self)) {
        self.prefixes.push(Prefix {
            first: Some(first.to_owned()),
            rest: rest.to_owned(),
        });
        put(self);
        self.prefixes.pop();
    }

    /// Writes lines.
    pub fn put_all(&mut self, text: &str) {
        text.lines().for_each(|line| self.put(line));
    }

    /// Writes a line.
    pub fn put(&mut self, line: &str) {
        if let Some(depth) = self.gap.take() {
            let start = self.out.len();
            for prefix in self.prefixes.iter().take(depth) {
                self.out.push_str(&prefix.rest);
            }
            self.end_line(start);
        }
        let start = self.out.len();
        for prefix in &mut self.prefixes {
            let first = prefix.first.take();
            self.out.push_str(first.as_ref().unwrap_or(&prefix.rest));
        }
        self.out.push_str(line);
        self.end_line(start);
    }

    fn end_line(&mut self, start: usize) {
        let end = self.out.trim_end_matches(' ').len().max(start);
        self.out.truncate(end);
        self.out.push('\n');
    }
}
