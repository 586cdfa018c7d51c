//! The time that a text gives, as days.

use jiff::civil::Date;

/// The days that bound what a text says of time; `None` where it gives no bound or it can't be resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
}
