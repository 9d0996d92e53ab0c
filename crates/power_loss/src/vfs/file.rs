//! The calls SQLite makes on an open file: reading, writing, locks and the shared log index.

use super::{Handle, OpenFile, answer, length, lock};
use crate::locks::{Level, SLOTS};
use crate::platter::SECTOR;
use rusqlite::ffi;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicU64, Ordering};

/// # Safety
/// `file` was opened by [`open`], is not closed, and no other call on it is under way.
unsafe fn handle<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Handle {
    // SAFETY: `open` put a handle there.
    let handle = unsafe { (*file.cast::<OpenFile>()).handle };
    // SAFETY: the box lives until `close`, and the caller is the only one now.
    unsafe { &mut *handle }
}

pub(super) static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(take_lock),
    xUnlock: Some(give_lock),
    xCheckReservedLock: Some(check_reserved),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: the last call on an open file.
    let boxed: *mut Handle = unsafe { handle(file) };
    // SAFETY: the pointer came from a box, and nobody uses it after this.
    let mut handle = unsafe { Box::from_raw(boxed) };
    let platter = handle.platter.clone();
    let mut platter = lock(&platter);
    let on_disk = &mut platter.files[handle.file];
    on_disk.locks.fall(&mut handle.level, Level::Free);
    if handle.mapped {
        on_disk.index.leave(&mut handle.held);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    out: *mut c_void,
    count: c_int,
    from: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives `count` bytes for the answer.
    let out = unsafe { std::slice::from_raw_parts_mut(out.cast::<u8>(), length(count)) };
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let read = handle.platter().read(handle.file, length(from), out);
    match read {
        Ok(read) if read == out.len() => ffi::SQLITE_OK,
        Ok(read) => {
            out[read..].fill(0);
            ffi::SQLITE_IOERR_SHORT_READ
        }
        Err(_) => ffi::SQLITE_IOERR_READ,
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    count: c_int,
    from: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite hands over `count` bytes.
    let bytes = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), length(count)) };
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let done = handle.platter().write(handle.file, length(from), bytes);
    answer(done, ffi::SQLITE_IOERR_WRITE)
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let done = handle.platter().shorten(handle.file, length(size));
    answer(done, ffi::SQLITE_IOERR_TRUNCATE)
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let done = handle.platter().sync(handle.file);
    answer(done, ffi::SQLITE_IOERR_FSYNC)
}

unsafe extern "C" fn file_size(
    file: *mut ffi::sqlite3_file,
    out: *mut ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let size = handle.platter().length(handle.file);
    match size {
        Ok(size) => {
            // SAFETY: SQLite gives a place for the answer.
            unsafe { *out = i64::try_from(size).unwrap_or(i64::MAX) };
            ffi::SQLITE_OK
        }
        Err(_) => ffi::SQLITE_IOERR_FSTAT,
    }
}

fn level(number: c_int) -> Level {
    match number {
        ffi::SQLITE_LOCK_NONE => Level::Free,
        ffi::SQLITE_LOCK_SHARED => Level::Shared,
        ffi::SQLITE_LOCK_RESERVED => Level::Reserved,
        ffi::SQLITE_LOCK_PENDING => Level::Pending,
        _ => Level::Exclusive,
    }
}

unsafe extern "C" fn take_lock(file: *mut ffi::sqlite3_file, wanted: c_int) -> c_int {
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let mut platter = lock(&handle.platter);
    if platter.dark {
        return ffi::SQLITE_IOERR_LOCK;
    }
    let locks = &mut platter.files[handle.file].locks;
    if locks.climb(&mut handle.level, level(wanted)) {
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_BUSY
    }
}

unsafe extern "C" fn give_lock(file: *mut ffi::sqlite3_file, to: c_int) -> c_int {
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let mut platter = lock(&handle.platter);
    let locks = &mut platter.files[handle.file].locks;
    locks.fall(&mut handle.level, level(to));
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let platter = handle.platter();
    if platter.dark {
        return ffi::SQLITE_IOERR_CHECKRESERVEDLOCK;
    }
    let reserved = platter.files[handle.file].locks.is_reserved();
    // SAFETY: SQLite gives a place for the answer.
    unsafe { *out = c_int::from(reserved) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    c_int::try_from(SECTOR).unwrap_or(0)
}

unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    // What SQLite's own VFS for Unix says, so that SQLite is as trusting here as it is out there.
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: SQLite gives a place for the answer.
    unsafe { *out = std::ptr::null_mut() };
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let mut platter = lock(&handle.platter);
    if platter.dark {
        return ffi::SQLITE_IOERR_SHMMAP;
    }
    let index = &mut platter.files[handle.file].index;
    if !handle.mapped {
        handle.mapped = true;
        index.users += 1;
    }
    let region = length(region);
    while extend != 0 && index.regions.len() <= region {
        let words = (0..length(size).div_ceil(8)).map(|_| AtomicU64::new(0));
        index.regions.push(words.collect());
    }
    if let Some(words) = index.regions.get(region) {
        // SAFETY: as above. The words stay where they are until the last connection unmaps.
        unsafe { *out = words.as_ptr().cast_mut().cast() };
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    first: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let slots = length(first).min(SLOTS)..length(first + count).min(SLOTS);
    let mut platter = lock(&handle.platter);
    let dark = platter.dark;
    let index = &mut platter.files[handle.file].index;
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        index.give_back(&mut handle.held, slots);
        return ffi::SQLITE_OK;
    }
    if dark {
        return ffi::SQLITE_IOERR_SHMLOCK;
    }
    let exclusive = flags & ffi::SQLITE_SHM_EXCLUSIVE != 0;
    if index.take(&mut handle.held, slots, exclusive) {
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_BUSY
    }
}

unsafe extern "C" fn shm_barrier(_file: *mut ffi::sqlite3_file) {
    std::sync::atomic::fence(Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, _delete: c_int) -> c_int {
    // SAFETY: a call on an open file.
    let handle = unsafe { handle(file) };
    let mut platter = lock(&handle.platter);
    if std::mem::take(&mut handle.mapped) {
        platter.files[handle.file].index.leave(&mut handle.held);
    }
    ffi::SQLITE_OK
}
