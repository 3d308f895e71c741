//! How the text and the panes are laid as the reader chose it: what is remembered when that changes.

use serde::{Deserialize, Serialize};

use crate::state::area::{Choice, Divide};

/// How wide the text is at most, how many panes there are, and where they are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Laying {
    /// Columns of the text at most.
    pub measure: u16,
    /// The reader's choice of panes.
    pub choice: Choice,
    /// How wide panes are.
    pub divide: Divide,
}
