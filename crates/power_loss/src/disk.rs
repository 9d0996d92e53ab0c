//! The disk as a test holds it: plug it in, pull the plug, look at what is left.

use crate::platter::Platter;
use crate::vfs::Plug;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A simulated disk with power. SQLite opens files on it through the VFS named
/// [`vfs`](Self::vfs). Once the power has gone it never comes back: connections that were open go
/// on failing, and [`power_cycle`](Self::power_cycle) hands out the disk as the next start of the
/// machine finds it.
#[derive(Debug)]
pub struct Disk {
    platter: Arc<Mutex<Platter>>,
    plug: Plug,
    seed: u64,
}

impl Disk {
    /// An empty disk. The same seed and the same calls in the same order lose the same sectors.
    pub fn new(seed: u64) -> Self {
        Self::with_image(seed, BTreeMap::new())
    }

    /// A disk on which these files are durable already.
    pub fn with_image(seed: u64, image: BTreeMap<String, Vec<u8>>) -> Self {
        let platter = Arc::new(Mutex::new(Platter::new(seed, image)));
        Self {
            plug: Plug::new(&platter),
            platter,
            seed,
        }
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name under which SQLite finds this disk.
    pub fn vfs(&self) -> &str {
        self.plug.name()
    }

    /// The seed it was made from, to be printed when a round fails.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Lets `changes` more changes (creations, removals, writes, shortenings, syncs) succeed; the
    /// power goes during the next one, and from then on every call fails.
    pub fn cut_after(&self, changes: u64) {
        self.platter().left = Some(changes);
    }

    /// How many changes were asked for so far.
    pub fn changes(&self) -> u64 {
        self.platter().changes
    }

    /// Whether the power has gone.
    pub fn is_dark(&self) -> bool {
        self.platter().dark
    }

    /// The file that was being written, created or removed when the power went; `None` while it is
    /// on.
    pub fn struck(&self) -> Option<String> {
        self.platter().struck.clone()
    }

    /// From now on the disk says that it has synced and does not, as some drives do. Nobody keeps
    /// promises on such a disk: a test of promises that passes on it is not a test.
    pub fn lie_about_syncs(&self) {
        self.platter().lying = true;
    }

    /// How many bytes all files together may take; `None` for no bound. Beyond it writes fail with
    /// `SQLITE_FULL`, after what still fitted was written.
    pub fn set_room(&self, bytes: Option<usize>) {
        self.platter().room = bytes;
    }

    /// Every file with its content, as programs see it now.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.platter().seen()
    }

    /// Cuts the power if it is still on, and starts the machine again: what was synced is there,
    /// what was not is at the mercy of the seed.
    #[must_use = "the old disk stays dark for ever"]
    pub fn power_cycle(&self) -> Self {
        let (seed, image) = {
            let mut platter = self.platter();
            let image = platter.lose_power();
            (platter.draw.bits(), image)
        };
        Self::with_image(seed, image)
    }
}
