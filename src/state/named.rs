//! What is done by name: the commands done lately, the last first, and the settings as they were last told.

use crate::state::settings::Setting;

/// So many commands are remembered.
const RECENT: usize = 8;

/// What is done by name.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// The commands done lately, as they are typed, the last first.
    pub recent: Vec<String>,
    /// The settings as they were last told.
    pub settings: Vec<Setting>,
}

impl Named {
    /// A command was done.
    pub fn note(&mut self, line: String) {
        self.recent.retain(|recent| *recent != line);
        self.recent.insert(0, line);
        self.recent.truncate(RECENT);
    }
}
