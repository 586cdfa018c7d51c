//! The map of the codebook's tables.
//!
//! The built-in tables hold some fifty thousand keys, all of which are hashed before the first word is read. They come
//! from files that the user chose, never from a report, so a quick hash will do.

use std::collections::HashMap;

/// A map by a quick hash. Never to be walked through: its order means nothing.
pub(super) type Keyed<K, V> = HashMap<K, V, foldhash::fast::FixedState>;
