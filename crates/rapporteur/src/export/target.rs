//! Where an export lands: whole, or not at all.
//!
//! A file is written beside its place under another name and put there when it is done, so that nobody ever finds half of one,
//! and what was there before stays until then. A folder is filled the same way.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, ensure};
use tempfile::{NamedTempFile, TempDir};

/// What is being written under another name, for an interrupt to clear away.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// A file in the making, or standard output.
pub(super) enum Target {
    Output(BufWriter<io::Stdout>),
    File { writer: BufWriter<NamedTempFile>, path: PathBuf, force: bool },
}

/// Says early, before anything is read, that an export could not land.
pub(super) fn check(path: &Path, force: bool, folder: bool) -> anyhow::Result<()> {
    let parent = parent(path);
    ensure!(parent.is_dir(), "{}: there is no folder {} to write into", path.display(), parent.display());
    if folder {
        ensure!(!path.exists() || path.is_dir(), "{}: is a file, and a folder is to be written", path.display());
    } else {
        ensure!(!path.is_dir(), "{}: is a folder, and a file is to be written", path.display());
        ensure!(force || !path.exists(), "{}", there(path));
    }
    Ok(())
}

fn there(path: &Path) -> String {
    format!(
        "{}: is there already, and was left as it is; choose another name, or overwrite it with --force",
        path.display()
    )
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Target {
    pub(super) fn open(path: Option<&Path>, force: bool) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::Output(BufWriter::new(io::stdout()))) };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".rapporteur-");
        open_to_all(&mut builder);
        let file = builder.tempfile_in(parent(path)).with_context(|| path.display().to_string())?;
        clear_on_interrupt(file.path());
        Ok(Self::File { writer: BufWriter::new(file), path: path.into(), force })
    }

    /// Where the file in the making lies.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Output(_) => None,
            Self::File { writer, .. } => Some(writer.get_ref().path()),
        }
    }

    /// Puts the file in its place.
    pub(super) fn land(self) -> anyhow::Result<()> {
        match self {
            Self::Output(mut out) => out.flush()?,
            Self::File { writer, path, force } => {
                let name = || path.display().to_string();
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error).with_context(name)?;
                file.as_file().sync_all().with_context(name)?;
                let landed = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
                landed.map_err(|refused| match refused.error.kind() {
                    io::ErrorKind::AlreadyExists => anyhow::anyhow!(there(&path)),
                    _ => anyhow::Error::new(refused.error).context(name()),
                })?;
                finished();
            }
        }
        Ok(())
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Output(out) => out.write(bytes),
            Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Output(out) => out.flush(),
            Self::File { writer, .. } => writer.flush(),
        }
    }
}

/// A folder in the making.
pub(super) struct Folder {
    made: TempDir,
    path: PathBuf,
    force: bool,
}

impl Folder {
    pub(super) fn open(path: &Path, force: bool) -> anyhow::Result<Self> {
        let made = tempfile::Builder::new().prefix(".rapporteur-").tempdir_in(parent(path));
        let made = made.with_context(|| path.display().to_string())?;
        clear_on_interrupt(made.path());
        Ok(Self { made, path: path.into(), force })
    }

    /// A new file in it.
    pub(super) fn file(&self, name: &str) -> io::Result<BufWriter<File>> {
        File::create_new(self.made.path().join(name)).map(BufWriter::new)
    }

    /// Puts the files in their place. A folder that is there keeps what else it holds; without `force` none of its files is
    /// overwritten, and if one were, none is put there.
    pub(super) fn land(self) -> anyhow::Result<()> {
        let name = || self.path.display().to_string();
        std::fs::create_dir_all(&self.path).with_context(name)?;
        let files = std::fs::read_dir(self.made.path()).and_then(|all| all.collect::<io::Result<Vec<_>>>());
        let files: Vec<_> =
            files.with_context(name)?.iter().map(|file| (file.path(), self.path.join(file.file_name()))).collect();
        if let Some((_, taken)) = files.iter().find(|(_, to)| !self.force && to.exists()) {
            anyhow::bail!(there(taken));
        }
        for (from, to) in &files {
            std::fs::rename(from, to).with_context(|| to.display().to_string())?;
        }
        finished();
        Ok(())
    }
}

/// Temporary files are for their owner alone; this one is to become a file like any other.
#[cfg(unix)]
fn open_to_all(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn open_to_all(_: &mut tempfile::Builder<'_, '_>) {}

fn clear_on_interrupt(path: &Path) {
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.into());
    // A handler that is there already does what is needed.
    _ = ctrlc::set_handler(|| {
        if let Some(path) = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).take() {
            _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        }
        std::process::exit(130);
    });
}

fn finished() {
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_fails_leaves_nothing_and_one_that_is_done_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let mut target = Target::open(Some(&path), false).unwrap();
        target.write_all(b"half").unwrap();
        drop(target);
        assert_eq!(names(folder.path()), Vec::<String>::new());

        let mut target = Target::open(Some(&path), false).unwrap();
        target.write_all(b"whole").unwrap();
        assert!(!path.exists());
        target.land().unwrap();
        assert_eq!((names(folder.path()), std::fs::read(&path).unwrap()), (vec!["a.csv".into()], b"whole".to_vec()));
    }

    #[test]
    fn what_is_there_stays_unless_it_is_to_be_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "old").unwrap();
        assert!(check(&path, false, false).unwrap_err().to_string().contains("--force"));
        // Even where it came while the export was made.
        let mut target = Target::open(Some(&path), false).unwrap();
        target.write_all(b"new").unwrap();
        assert!(target.land().unwrap_err().to_string().contains("--force"));
        assert_eq!((names(folder.path()), std::fs::read(&path).unwrap()), (vec!["a.csv".into()], b"old".to_vec()));
        let mut target = Target::open(Some(&path), true).unwrap();
        target.write_all(b"new").unwrap();
        target.land().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert!(check(&folder.path().join("none/a.csv"), false, false).is_err());
    }

    #[test]
    fn a_folder_keeps_what_else_it_holds() {
        let outer = tempfile::tempdir().unwrap();
        let path = outer.path().join("tables");
        let filled = |force| {
            let folder = Folder::open(&path, force).unwrap();
            folder.file("a.csv").unwrap().write_all(b"new").unwrap();
            folder.land()
        };
        filled(false).unwrap();
        std::fs::write(path.join("own.txt"), "own").unwrap();
        assert!(filled(false).unwrap_err().to_string().contains("a.csv"));
        filled(true).unwrap();
        assert_eq!(
            (names(&path), names(outer.path())),
            (vec!["a.csv".into(), "own.txt".into()], vec!["tables".into()])
        );
    }
}
