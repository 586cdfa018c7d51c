//! The files that a list of paths names: folders are walked, in sorted order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::form::by_ending;
use crate::problem::{Problem, ProblemKind};

/// The files that `paths` name, folders walked in sorted order, each file once; and what could not be walked.
pub fn input_files<P: AsRef<Path>>(paths: &[P]) -> (Vec<PathBuf>, Vec<Problem>) {
    let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
    let mut problems = Vec::new();
    let all = files(&paths, &mut problems);
    (all, problems)
}

/// The files under `paths`, each once, sorted; `-` stays as it is.
pub(crate) fn files(paths: &[&Path], problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for path in paths {
        if path.as_os_str() != "-" && path.is_dir() {
            folder(path, &mut all, problems);
        } else {
            all.push(path.to_path_buf());
        }
    }
    all.sort();
    all.dedup();
    all
}

fn folder(top: &Path, all: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    let before = all.len();
    let mut folders = vec![top.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if let Err(error) = entries(&folder, &mut folders, all, problems) {
            problems.push(unopened(&folder, &error));
        }
    }
    if all.len() == before {
        problems.push(Problem::at(&top.display().to_string(), None, ProblemKind::NothingInside));
    }
}

/// Hidden entries are passed over, and folders behind a link, since they could lead in a circle.
fn entries(
    folder: &Path,
    folders: &mut Vec<PathBuf>,
    all: &mut Vec<PathBuf>,
    problems: &mut Vec<Problem>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            folders.push(path);
        } else if !path.is_file() {
            continue;
        } else if by_ending(&path).is_some() {
            all.push(path);
        } else {
            let ending = path.extension().map_or("(none)".to_owned(), |one| format!(".{}", one.to_string_lossy()));
            problems.push(Problem::at(&path.display().to_string(), None, ProblemKind::UnknownEnding { ending }));
        }
    }
    Ok(())
}

pub(crate) fn unopened(path: &Path, error: &io::Error) -> Problem {
    Problem::at(&path.display().to_string(), None, ProblemKind::Unopened { reason: error.to_string() })
}
