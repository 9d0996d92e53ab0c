//! The disk as SQLite sees it: the VFS interface of <https://sqlite.org/c3ref/vfs.html>.
//!
//! All decisions are in `platter` and `locks`, which are safe code; here are only the conversions
//! between C and Rust. Three facts make the unsafe blocks sound:
//! - SQLite calls these functions with pointers that are valid for the length it says;
//! - it never makes two calls at once on one `sqlite3_file` (the connection's mutex), and none
//!   after `xClose`;
//! - it uses a `sqlite3_vfs` as long as a connection is open, so that struct is never freed.

use crate::locks::{Held, Level};
use crate::platter::{FileNumber, Platter, Refused};
use rusqlite::ffi;
use std::ffi::{CStr, CString, c_char, c_int};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

mod file;

/// Longest name of a file, with its end. SQLite's own VFS for Unix has the same.
const LONGEST_NAME: c_int = 512;

/// 2000-01-01T12:00:00Z in milliseconds of the Julian calendar: where the disk's clock starts.
const NOON_2000: i64 = 2_451_545 * 86_400_000;

/// A disk's registration with SQLite; ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Plug {
    vfs: *mut ffi::sqlite3_vfs,
    name: String,
}

// SAFETY: the pointer is only handed to SQLite's register and unregister, which take its global
// mutex; nothing else is done with it from Rust.
unsafe impl Send for Plug {}
// SAFETY: as above; through `&Plug` only the name can be read.
unsafe impl Sync for Plug {}

/// What the `sqlite3_vfs` points to. Weak, so that a disk's memory goes when the disk and the
/// files open on it are gone, though the registration's few bytes stay for ever.
type Socket = Weak<Mutex<Platter>>;

impl Plug {
    pub(crate) fn new(platter: &Arc<Mutex<Platter>>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let name = format!("power-loss-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let socket: *mut Socket = Box::into_raw(Box::new(Arc::downgrade(platter)));
        let c_name = CString::new(name.clone()).unwrap_or_default();
        let vfs = Box::into_raw(Box::new(ffi::sqlite3_vfs {
            iVersion: 2,
            szOsFile: c_int::try_from(size_of::<OpenFile>()).unwrap_or(c_int::MAX),
            mxPathname: LONGEST_NAME,
            pNext: std::ptr::null_mut(),
            zName: c_name.into_raw(),
            pAppData: socket.cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(last_error),
            xCurrentTimeInt64: Some(current_time_millis),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        }));
        // SAFETY: the struct is complete, and leaked: it outlives every connection.
        unsafe { ffi::sqlite3_vfs_register(vfs, 0) };
        Self { vfs, name }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Plug {
    fn drop(&mut self) {
        // SAFETY: it was registered in `new`. It is not freed here: a connection that the test has
        // not closed yet still points to it.
        unsafe { ffi::sqlite3_vfs_unregister(self.vfs) };
    }
}

/// A file as a connection holds it. SQLite allocates it and knows only `methods`.
#[repr(C)]
struct OpenFile {
    methods: *const ffi::sqlite3_io_methods,
    handle: *mut Handle,
}

/// What one connection knows of one open file.
struct Handle {
    platter: Arc<Mutex<Platter>>,
    file: FileNumber,
    level: Level,
    mapped: bool,
    held: Held,
}

impl Handle {
    fn platter(&self) -> MutexGuard<'_, Platter> {
        lock(&self.platter)
    }
}

fn lock(platter: &Mutex<Platter>) -> MutexGuard<'_, Platter> {
    platter.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The answer to SQLite, where `dark` is what this call says when the power is gone.
fn answer(done: Result<(), Refused>, dark: c_int) -> c_int {
    match done {
        Ok(()) => ffi::SQLITE_OK,
        Err(Refused::Dark) => dark,
        Err(Refused::Full) => ffi::SQLITE_FULL,
        Err(Refused::Absent) => ffi::SQLITE_IOERR_DELETE_NOENT,
    }
}

/// # Safety
/// `vfs` is one that [`Plug::new`] made.
unsafe fn socket(vfs: *mut ffi::sqlite3_vfs) -> Option<Arc<Mutex<Platter>>> {
    // SAFETY: the struct is never freed.
    let socket = unsafe { (*vfs).pAppData }.cast::<Socket>();
    // SAFETY: nor is what it points to, and it is never written again.
    unsafe { &*socket }.upgrade()
}

/// # Safety
/// `name` is a string of C that lives through the call.
unsafe fn text<'a>(name: *const c_char) -> Option<&'a str> {
    // SAFETY: as promised by the caller.
    unsafe { CStr::from_ptr(name) }.to_str().ok()
}

fn length(count: impl TryInto<usize>) -> usize {
    count.try_into().unwrap_or(0)
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let to = file.cast::<OpenFile>();
    // SAFETY: SQLite hands over `szOsFile` bytes; without methods it will not call `close`.
    unsafe { (*to).methods = std::ptr::null() };
    // SAFETY: SQLite hands back the vfs that was registered.
    let Some(platter) = (unsafe { socket(vfs) }) else {
        return ffi::SQLITE_CANTOPEN;
    };
    let name = if name.is_null() {
        None
    } else {
        // SAFETY: a name that is not null is a string of C.
        match unsafe { text(name) } {
            Some(name) => Some(name),
            None => return ffi::SQLITE_CANTOPEN,
        }
    };
    let found = find_or_create(&mut lock(&platter), name, flags);
    let Ok(number) = found else {
        return ffi::SQLITE_CANTOPEN;
    };
    let handle = Box::into_raw(Box::new(Handle {
        platter,
        file: number,
        level: Level::Free,
        mapped: false,
        held: Held::default(),
    }));
    let opened = OpenFile {
        methods: &raw const file::METHODS,
        handle,
    };
    // SAFETY: as above, the bytes are SQLite's gift and large enough.
    unsafe { to.write(opened) };
    if !out_flags.is_null() {
        // SAFETY: not null, so it is a place for the answer.
        unsafe { *out_flags = flags };
    }
    ffi::SQLITE_OK
}

fn find_or_create(
    platter: &mut Platter,
    name: Option<&str>,
    flags: c_int,
) -> Result<FileNumber, Refused> {
    platter.lit()?;
    let Some(name) = name else {
        return platter.nameless();
    };
    match platter.find(name) {
        Some(number) => Ok(number),
        None if flags & ffi::SQLITE_OPEN_CREATE != 0 => platter.create(name),
        None => Err(Refused::Absent),
    }
}

unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: SQLite hands back the vfs that was registered.
    let platter = unsafe { socket(vfs) };
    // SAFETY: and the name of a file.
    let name = unsafe { text(name) };
    let (Some(platter), Some(name)) = (platter, name) else {
        return ffi::SQLITE_IOERR_DELETE;
    };
    let done = lock(&platter).remove(name, sync != 0);
    answer(done, ffi::SQLITE_IOERR_DELETE)
}

unsafe extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands back the vfs that was registered.
    let platter = unsafe { socket(vfs) };
    // SAFETY: and the name of a file.
    let name = unsafe { text(name) };
    let (Some(platter), Some(name)) = (platter, name) else {
        return ffi::SQLITE_IOERR_ACCESS;
    };
    let platter = lock(&platter);
    if platter.dark {
        return ffi::SQLITE_IOERR_ACCESS;
    }
    // As SQLite's own VFS does: an empty file counts as no file where existence is asked, so that
    // an empty journal is not taken for one to be played back.
    let there = platter.find(name).is_some_and(|number| {
        flags != ffi::SQLITE_ACCESS_EXISTS || platter.length(number).is_ok_and(|bytes| bytes > 0)
    });
    // SAFETY: SQLite gives a place for the answer.
    unsafe { *out = c_int::from(there) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_pathname(
    _vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite hands over the name of a file.
    let bytes = unsafe { CStr::from_ptr(name) }.to_bytes_with_nul();
    if bytes.len() > length(room) {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: `out` has `room` bytes, which is enough, and is not the name itself.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len()) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn randomness(
    vfs: *mut ffi::sqlite3_vfs,
    count: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite gives `count` bytes for the answer.
    let out = unsafe { std::slice::from_raw_parts_mut(out.cast::<u8>(), length(count)) };
    // SAFETY: and hands back the vfs that was registered.
    let Some(platter) = (unsafe { socket(vfs) }) else {
        return 0;
    };
    let mut platter = lock(&platter);
    for chunk in out.chunks_mut(8) {
        let bits = platter.draw.bits().to_le_bytes();
        chunk.copy_from_slice(&bits[..chunk.len()]);
    }
    count
}

unsafe extern "C" fn sleep(_vfs: *mut ffi::sqlite3_vfs, micros: c_int) -> c_int {
    #[expect(
        clippy::disallowed_methods,
        reason = "SQLite asks its VFS to wait while another connection finishes"
    )]
    std::thread::sleep(std::time::Duration::from_micros(length(micros) as u64));
    micros
}

/// The disk's clock: one millisecond for every change, so that it repeats.
fn julian_millis(vfs: *mut ffi::sqlite3_vfs) -> i64 {
    // SAFETY: only called with the vfs that SQLite hands back.
    let platter = unsafe { socket(vfs) };
    let changes = platter.map_or(0, |platter| lock(&platter).changes);
    NOON_2000 + i64::try_from(changes).unwrap_or(0)
}

unsafe extern "C" fn current_time(vfs: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the interface wants days as a float"
    )]
    let days = julian_millis(vfs) as f64 / 86_400_000.0;
    // SAFETY: SQLite gives a place for the answer.
    unsafe { *out = days };
    ffi::SQLITE_OK
}

unsafe extern "C" fn current_time_millis(vfs: *mut ffi::sqlite3_vfs, out: *mut i64) -> c_int {
    // SAFETY: SQLite gives a place for the answer.
    unsafe { *out = julian_millis(vfs) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn last_error(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}
