//! The time that a text gives, as days.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The days that bound what a text says of time; `None` where it gives no bound or it can't be resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
}
