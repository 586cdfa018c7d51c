//! Pages: some in memory, all others in a file.
//!
//! Which page goes when another is needed is told by a clock: its hand passes over those that were used since it came by last.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::rc::Rc;

/// How many pages of memory are taken at once: one by one they would lie among other things, and these in pieces.
const SLAB: usize = 4;

/// Bytes of a page: few enough that to look up one number reads little, as many as a disk gives at once.
pub(crate) const PAGE: usize = 4096;

/// Memory for lists, and the file in which lies what it does not hold.
#[derive(Clone, Debug)]
pub struct Spill(Rc<RefCell<Pool>>);

#[derive(Debug)]
struct Pool {
    /// Memory of the frames, one behind another.
    slabs: Vec<Box<[[u8; PAGE]]>>,
    frames: Vec<Frame>,
    /// How many there may be.
    most: usize,
    /// The frame that the clock's hand is at.
    hand: usize,
    file: Option<File>,
    /// How many places of the file were given out.
    places: u32,
    /// Places and frames of lists that are gone.
    free_places: Vec<u32>,
    free_frames: Vec<u32>,
    /// Of each list where its pages are.
    lists: Vec<Vec<Page>>,
    free_lists: Vec<u32>,
    failed: Option<io::Error>,
}

/// Where a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// Nowhere: nothing but zeros.
    New,
    Frame(u32),
    Place(u32),
}

/// Whose page lies at a place in memory.
#[derive(Debug)]
struct Frame {
    list: u32,
    page: u32,
    /// Its place in the file, where it has one.
    place: Option<u32>,
    /// Whether the file has it otherwise.
    changed: bool,
    /// Whether it was asked for since the hand came by.
    used: bool,
}

impl Spill {
    /// So many bytes of memory, at least a few pages.
    pub fn of(bytes: usize) -> Self {
        Self::with(bytes.div_ceil(PAGE).max(8))
    }

    /// Memory only, as much as it takes.
    pub fn in_memory() -> Self {
        Self::with(usize::MAX)
    }

    fn with(most: usize) -> Self {
        Self(Rc::new(RefCell::new(Pool {
            slabs: Vec::new(),
            frames: Vec::new(),
            most,
            hand: 0,
            file: None,
            places: 0,
            free_places: Vec::new(),
            free_frames: Vec::new(),
            lists: Vec::new(),
            free_lists: Vec::new(),
            failed: None,
        })))
    }

    /// Whether the file did what was asked of it; what went wrong first is told once, and from then on that something did.
    pub fn check(&self) -> io::Result<()> {
        let failed = &mut self.0.borrow_mut().failed;
        match failed.as_ref().map(|error| io::Error::new(error.kind(), "a temporary file failed")) {
            Some(later) => Err(failed.replace(later).unwrap_or_else(|| io::Error::other("a temporary file failed"))),
            None => Ok(()),
        }
    }

    pub(crate) fn fail(&self, error: io::Error) {
        self.0.borrow_mut().failed.get_or_insert(error);
    }
}

/// The pages of one list, given up with it. A copy has pages of its own.
#[derive(Debug)]
pub(crate) struct Pages {
    spill: Spill,
    list: u32,
}

impl Pages {
    /// None yet.
    pub(crate) fn new(spill: &Spill) -> Self {
        Self { spill: spill.clone(), list: spill.0.borrow_mut().new_list() }
    }

    /// Shows a page.
    pub(crate) fn read<T>(&self, page: usize, of: impl FnOnce(&[u8; PAGE]) -> T) -> T {
        let pool = &mut *self.spill.0.borrow_mut();
        let at = pool.frame(self.list, page);
        of(pool.bytes(at))
    }

    /// Shows a page to be changed.
    pub(crate) fn write(&mut self, page: usize, change: impl FnOnce(&mut [u8; PAGE])) {
        let pool = &mut *self.spill.0.borrow_mut();
        let at = pool.frame(self.list, page);
        pool.frames[at].changed = true;
        change(pool.bytes(at));
    }
}

impl Clone for Pages {
    fn clone(&self) -> Self {
        let mut copy = Self::new(&self.spill);
        let written = self.spill.0.borrow().written(self.list);
        for page in written {
            let bytes = self.read(page, |bytes| *bytes);
            copy.write(page, |own| *own = bytes);
        }
        copy
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        self.spill.0.borrow_mut().drop_list(self.list);
    }
}

impl Pool {
    /// A list without pages.
    fn new_list(&mut self) -> u32 {
        self.free_lists.pop().unwrap_or_else(|| {
            self.lists.push(Vec::new());
            self.lists.len() as u32 - 1
        })
    }

    /// Gives up a list with its pages.
    fn drop_list(&mut self, list: u32) {
        for page in self.lists.get_mut(list as usize).map(std::mem::take).unwrap_or_default() {
            match page {
                Page::New => {}
                Page::Place(place) => self.free_places.push(place),
                Page::Frame(at) => {
                    if let Some(frame) = self.frames.get_mut(at as usize) {
                        self.free_places.extend(frame.place.take());
                        self.free_frames.push(at);
                    }
                }
            }
        }
        self.free_lists.push(list);
    }

    /// The pages of a list that are more than zeros.
    fn written(&self, list: u32) -> Vec<usize> {
        let pages = self.lists.get(list as usize).into_iter().flatten().enumerate();
        pages.filter(|(_, page)| **page != Page::New).map(|(at, _)| at).collect()
    }

    fn bytes(&mut self, at: usize) -> &mut [u8; PAGE] {
        &mut self.slabs[at / SLAB][at % SLAB]
    }

    /// The frame that a page is in, or comes into.
    fn frame(&mut self, list: u32, page: usize) -> usize {
        let pages = &mut self.lists[list as usize];
        if pages.len() <= page {
            pages.resize(page + 1, Page::New);
        }
        let at = match pages[page] {
            Page::Frame(at) => at,
            Page::New => self.take_up(list, page, None),
            Page::Place(place) => self.take_up(list, page, Some(place)),
        };
        self.frames[at as usize].used = true;
        at as usize
    }

    /// Puts a page into a frame that is free.
    fn take_up(&mut self, list: u32, page: usize, place: Option<u32>) -> u32 {
        let at = self.free_frame();
        let frame = &mut self.frames[at as usize];
        (frame.list, frame.page, frame.place, frame.changed) = (list, page as u32, place, false);
        let bytes = &mut self.slabs[at as usize / SLAB][at as usize % SLAB];
        bytes.fill(0);
        if let (Some(place), Some(file)) = (place, &mut self.file) {
            let read = file.seek(position(place)).and_then(|_| file.read_exact(bytes));
            if let Err(error) = read {
                bytes.fill(0);
                self.failed.get_or_insert(error);
            }
        }
        self.lists[list as usize][page] = Page::Frame(at);
        at
    }

    /// A frame that holds nothing, or nothing any more.
    fn free_frame(&mut self) -> u32 {
        if let Some(free) = self.free_frames.pop() {
            return free;
        }
        if self.frames.len() < self.most {
            if self.frames.len().is_multiple_of(SLAB) {
                self.slabs.push(vec![[0; PAGE]; SLAB.min(self.most - self.frames.len())].into_boxed_slice());
            }
            self.frames.push(Frame { list: 0, page: 0, place: None, changed: false, used: false });
            return self.frames.len() as u32 - 1;
        }
        while std::mem::take(&mut self.frames[self.hand].used) {
            self.hand = (self.hand + 1) % self.frames.len();
        }
        let at = self.hand;
        self.hand = (self.hand + 1) % self.frames.len();
        self.put_away(at);
        at as u32
    }

    /// Writes what the file does not have yet.
    fn put_away(&mut self, at: usize) {
        let frame = &mut self.frames[at];
        if frame.changed {
            let place = *frame.place.get_or_insert_with(|| {
                self.free_places.pop().unwrap_or_else(|| {
                    self.places += 1;
                    self.places - 1
                })
            });
            if let Err(error) = written(&mut self.file, place, &self.slabs[at / SLAB][at % SLAB]) {
                self.failed.get_or_insert(error);
            }
        }
        self.lists[frame.list as usize][frame.page as usize] = frame.place.map_or(Page::New, Page::Place);
    }
}

fn written(file: &mut Option<File>, place: u32, bytes: &[u8; PAGE]) -> io::Result<()> {
    let file = match file {
        Some(file) => file,
        None => file.insert(tempfile::tempfile()?),
    };
    file.seek(position(place))?;
    file.write_all(bytes)
}

fn position(place: u32) -> SeekFrom {
    SeekFrom::Start(u64::from(place) * PAGE as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_memory_does_not_hold_comes_back_from_the_file() {
        let spill = Spill::of(0);
        let mut lists = [0, 1].map(|number| (number, Pages::new(&spill)));
        for page in 0..100 {
            for (number, list) in &mut lists {
                list.write(page, |bytes| bytes[7] = page as u8 + *number);
            }
        }
        for (page, (number, list)) in (0..100).rev().flat_map(|page| lists.iter().map(move |list| (page, list))) {
            assert_eq!(list.read(page, |bytes| bytes[7]), page as u8 + number);
        }
        assert!(spill.0.borrow().frames.len() == 8 && spill.0.borrow().file.is_some());
        spill.check().unwrap();
    }

    #[test]
    fn what_a_list_took_is_taken_again() {
        let spill = Spill::of(0);
        for round in 0..10 {
            let mut list = Pages::new(&spill);
            for page in 0..50 {
                assert_eq!(list.read(page, |bytes| bytes[0]), 0);
                list.write(page, |bytes| bytes[0] = round + 1);
            }
        }
        assert!(spill.0.borrow().places <= 50 && spill.0.borrow().lists.len() == 1);
    }

    #[test]
    fn a_failure_is_kept_until_it_is_asked_for() {
        let spill = Spill::of(0);
        let mut list = Pages::new(&spill);
        (0..20).for_each(|page| list.write(page, |bytes| bytes[0] = 1));
        // An empty file that can't be written.
        spill.0.borrow_mut().file = Some(File::open(tempfile::NamedTempFile::new().unwrap().path()).unwrap());
        spill.check().unwrap();
        assert_eq!(list.read(0, |bytes| bytes[0]), 0);
        assert!(spill.check().is_err() && spill.check().is_err());
    }
}
