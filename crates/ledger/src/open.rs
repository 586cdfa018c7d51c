//! Making ledgers and opening them.

use std::cell::Cell;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::error::{LedgerError, meant};
use crate::pack::block;
use crate::reader::{OwnCodebook, Reader};
use crate::schema;

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of a page of a new ledger's file.
const PAGE: i64 = 16 << 10;

/// `auto_vacuum`, as SQLite counts its kinds.
const INCREMENTAL: i64 = 2;

/// A ledger that is open.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    /// Whether it was opened to write to it.
    writes: bool,
    /// Whether two reports were given one id, when so many changes had been.
    pub(crate) clash: Cell<Option<(i64, bool)>>,
}

/// Whether the file begins as a ledger does; false where it can't be read.
pub fn is_ledger(path: &Path) -> bool {
    let mut header = [0_u8; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header.starts_with(MAGIC) && header[68..72] == (schema::APPLICATION as u32).to_be_bytes()
}

/// Whether the file begins as SQLite's do; false where it can't be read.
pub fn is_database(path: &Path) -> bool {
    let mut header = [0_u8; MAGIC.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut header)).is_ok() && header == MAGIC
}

const MAGIC: &[u8] = b"SQLite format 3\0";

impl Drop for Ledger {
    /// All that was written is moved from the log beside the file into the file, so that whoever copies the file alone has
    /// all of it. Where another program is just reading an earlier state it is moved later.
    fn drop(&mut self) {
        if self.writes {
            _ = self.connection.busy_timeout(Duration::from_millis(50));
            _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
    }
}

impl Ledger {
    /// Makes an empty ledger. `codebook`, the name and text of a codebook file, extends the one inside the program for all
    /// that is ever read into this ledger; it is kept in it.
    pub fn create(path: &Path, codebook: Option<(&str, &str)>) -> Result<(), LedgerError> {
        let own = codebook.map(|(name, text)| OwnCodebook { name: name.to_owned(), text: text.to_owned() });
        let reader = Reader::new(own).map_err(|source| LedgerError::Codebook { path: path.into(), source })?;
        // Only whoever makes the file may fill it: a second `init` at the same moment finds it there.
        match File::options().write(true).create_new(true).open(path) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(LedgerError::Exists { path: path.into() });
            }
            Err(source) => return Err(LedgerError::System { path: path.into(), source }),
        }
        let made = Self::fill(path, &reader);
        if made.is_err() {
            // An empty file would be in the way of the next try.
            _ = std::fs::remove_file(path);
        }
        made
    }

    fn fill(path: &Path, reader: &Reader) -> Result<(), LedgerError> {
        let on = |error| meant(path, error);
        let mut connection = Connection::open(path).map_err(on)?;
        block::register(&connection).map_err(on)?;
        // Texts and readings have some thousand bytes: in larger pages fewer are left over at the end.
        connection.pragma_update(None, "page_size", PAGE).map_err(on)?;
        // What is taken out gives its room back, once that is asked for.
        connection.pragma_update(None, "auto_vacuum", INCREMENTAL).map_err(on)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(on)?;
        schema::migrate(&mut connection, 0).map_err(on)?;
        let ledger = Self { connection, path: path.into(), writes: true, clash: Cell::default() };
        ledger.note_reader(reader)
    }

    /// Opens a ledger to read it; others may write to it meanwhile. A ledger of an older version is read as it is where
    /// its tables allow it.
    pub fn open_to_read(path: &Path) -> Result<Self, LedgerError> {
        check_header(path)?;
        let common = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let open = |address: &Path, flags| {
            let connection =
                Connection::open_with_flags(address, common | flags).map_err(|error| meant(path, error))?;
            let ledger = Self { connection, path: path.into(), writes: false, clash: Cell::default() };
            ledger.prepare()?;
            Ok::<_, LedgerError>(ledger)
        };
        // Whoever may write takes the log beside the file away when nobody is at it any more.
        let ledger = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let query_only = ledger.connection.pragma_update(None, "query_only", true);
        query_only.map_err(|error| ledger.meant(error))?;
        match ledger.check() {
            // Beside a file in a folder that may only be read no log can be made: then nobody writes to it either.
            Err(error) if no_log_can_be_made(&error) => {
                let ledger = open(Path::new(&immutable(path)), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
                ledger.check()?;
                Ok(ledger)
            }
            Err(error) => Err(error),
            Ok(_) => Ok(ledger),
        }
    }

    /// What every connection needs.
    fn prepare(&self) -> Result<(), LedgerError> {
        let ready = self.connection.busy_timeout(PATIENCE).and_then(|()| block::register(&self.connection));
        ready.map_err(|error| self.meant(error))
    }

    /// Opens a ledger to write to it. One of an older version is brought up to date first.
    pub fn open_to_write(path: &Path) -> Result<Self, LedgerError> {
        check_header(path)?;
        let write = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, write).map_err(|error| meant(path, error))?;
        let mut ledger = Self { connection, path: path.into(), writes: true, clash: Cell::default() };
        let on = |error| meant(path, error);
        if ledger.connection.is_readonly("main").map_err(on)? {
            return Err(LedgerError::ReadOnly { path: path.into() });
        }
        ledger.prepare()?;
        let version = ledger.check()?;
        // A crash of the program loses nothing; one of the machine at most the last reports, which are then added again.
        ledger.connection.pragma_update(None, "synchronous", "NORMAL").map_err(on)?;
        ledger.connection.pragma_update(None, "foreign_keys", true).map_err(on)?;
        if version < schema::VERSION {
            schema::migrate(&mut ledger.connection, version).map_err(on)?;
            // What the old tables took is given back; where there is no room to do so it is used for what comes in.
            _ = ledger.connection.pragma_update(None, "auto_vacuum", INCREMENTAL);
            _ = ledger.connection.execute_batch("VACUUM");
        }
        Ok(ledger)
    }

    /// Gives back the room of what was taken out. Nothing is lost where that can't be: the room is used for what comes in.
    pub(crate) fn give_room_back(&self) {
        // It gives a row for each page.
        _ = self.each("PRAGMA incremental_vacuum", |_| Ok(()), |()| Ok(()));
    }

    /// Opens a ledger of today's version to write to it, where that can be done at once.
    pub(crate) fn open_to_write_now(path: &Path) -> Result<Self, LedgerError> {
        let write = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, write).map_err(|error| meant(path, error))?;
        let ledger = Self { connection, path: path.into(), writes: true, clash: Cell::default() };
        ledger.connection.busy_timeout(Duration::from_millis(50)).map_err(|error| ledger.meant(error))?;
        let version = ledger.check()?;
        if version < schema::VERSION || ledger.connection.is_readonly("main").map_err(|error| ledger.meant(error))? {
            return Err(LedgerError::ReadOnly { path: path.into() });
        }
        ledger.connection.pragma_update(None, "synchronous", "NORMAL").map_err(|error| ledger.meant(error))?;
        Ok(ledger)
    }

    /// Its version, where it is a ledger that this program knows.
    fn check(&self) -> Result<i64, LedgerError> {
        let on = |error| self.meant(error);
        let version = schema::version(&self.connection).map_err(on)?;
        if !schema::is_ours(&self.connection).map_err(on)? {
            return Err(LedgerError::NoLedger { path: self.path.clone() });
        }
        if version > schema::VERSION {
            return Err(LedgerError::Newer { path: self.path.clone(), found: version, known: schema::VERSION });
        }
        Ok(version)
    }

    /// Who reads for this ledger: the program with the codebook that the ledger was made with.
    pub fn reader(&self) -> Result<Reader, LedgerError> {
        let own = match (self.meta("codebook name")?, self.meta("codebook")?) {
            (Some(name), Some(text)) => Some(OwnCodebook { name, text }),
            _ => None,
        };
        Reader::new(own).map_err(|source| LedgerError::Codebook { path: self.path.clone(), source })
    }

    /// Fails where the ledger's readings are not this reader's, and so cannot stand beside new ones.
    pub(crate) fn expect_reader(&self, reader: &Reader) -> Result<(), LedgerError> {
        match self.meta("reader")? {
            Some(ledger) if ledger != reader.name() => {
                Err(LedgerError::OtherReader { path: self.path.clone(), ledger, program: reader.name().to_owned() })
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn note_reader(&self, reader: &Reader) -> Result<(), LedgerError> {
        self.set_meta("reader", reader.name())?;
        if let Some(own) = reader.own_codebook() {
            self.set_meta("codebook name", &own.name)?;
            self.set_meta("codebook", &own.text)?;
        }
        Ok(())
    }

    pub(crate) fn meta(&self, name: &str) -> Result<Option<String>, LedgerError> {
        let value = self.connection.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0));
        value.optional().map_err(|error| self.meant(error))
    }

    pub(crate) fn set_meta(&self, name: &str, value: &str) -> Result<(), LedgerError> {
        let set = self.connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", [name, value]);
        set.map(drop).map_err(|error| self.meant(error))
    }

    pub(crate) fn meant(&self, error: rusqlite::Error) -> LedgerError {
        meant(&self.path, error)
    }
}

/// What SQLite says depends on whose the file and its folder are.
fn no_log_can_be_made(error: &LedgerError) -> bool {
    match error {
        LedgerError::ReadOnly { .. } => true,
        LedgerError::Store { source, .. } => source.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen),
        _ => false,
    }
}

/// Tells a missing file and one that is no SQLite file apart before SQLite would make one.
fn check_header(path: &Path) -> Result<(), LedgerError> {
    let mut start = Vec::new();
    match File::open(path).and_then(|file| file.take(MAGIC.len() as u64).read_to_end(&mut start)) {
        Ok(_) if start == MAGIC => Ok(()),
        Ok(_) => Err(LedgerError::NoLedger { path: path.into() }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(LedgerError::Missing { path: path.into() }),
        Err(error) if error.kind() == std::io::ErrorKind::IsADirectory => {
            Err(LedgerError::NoLedger { path: path.into() })
        }
        Err(source) => Err(LedgerError::System { path: path.into(), source }),
    }
}

/// The file as an address that says that nobody changes it.
fn immutable(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'%' | b'?' | b'#' => address.push_str(&format!("%{byte:02x}")),
            _ if byte.is_ascii() => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02x}")),
        }
    }
    address + "?immutable=1"
}
