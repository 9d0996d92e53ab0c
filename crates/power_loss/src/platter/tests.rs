//! The disk keeps what it promises, and breaks what it does not promise.

use super::*;
use std::collections::BTreeSet;

fn written(seed: u64, old: u8, new: u8) -> Platter {
    let image = BTreeMap::from([("file".to_owned(), vec![old; 4 * SECTOR])]);
    let mut platter = Platter::new(seed, image);
    platter.write(0, 0, &[new; 4 * SECTOR]).unwrap();
    platter
}

#[test]
fn what_was_synced_is_there_after_every_loss_of_power() {
    for seed in 0..500 {
        let mut platter = written(seed, 1, 2);
        let other = platter.create("other").unwrap();
        platter.write(other, 100, b"abc").unwrap();
        platter.sync(other).unwrap();
        platter.sync(0).unwrap();
        let left = platter.lose_power();
        assert_eq!(left["file"], vec![2; 4 * SECTOR], "seed {seed}");
        assert_eq!(left["other"].len(), 103, "seed {seed}");
        assert!(left["other"].ends_with(b"abc"), "seed {seed}");
    }
}

#[test]
fn an_unsynced_sector_is_old_or_new_or_torn_each_on_its_own() {
    let mut kinds = BTreeSet::new();
    let mut mixtures = BTreeSet::new();
    for seed in 0..500 {
        let left = written(seed, 1, 2).lose_power();
        let sectors: Vec<&str> = left["file"]
            .chunks(SECTOR)
            .map(|sector| match (sector.contains(&1), sector.contains(&2)) {
                (true, false) => "old",
                (false, true) => "new",
                _ => "torn",
            })
            .collect();
        kinds.extend(sectors.iter().copied());
        mixtures.insert(sectors.join(" "));
    }
    assert_eq!(kinds, BTreeSet::from(["new", "old", "torn"]));
    assert!(mixtures.len() > 40, "of 81: {}", mixtures.len());
}

#[test]
fn names_and_lengths_survive_in_order_up_to_a_random_point() {
    let mut outcomes = BTreeSet::new();
    for seed in 0..500 {
        let image = BTreeMap::from([
            ("going".to_owned(), vec![1; 10]),
            ("long".to_owned(), vec![1; 3000]),
        ]);
        let mut platter = Platter::new(seed, image);
        platter.create("coming").unwrap();
        platter.remove("going", false).unwrap();
        let long = platter.find("long").unwrap();
        platter.shorten(long, 5).unwrap();
        let left = platter.lose_power();
        outcomes.insert((
            left.contains_key("coming"),
            left.contains_key("going"),
            left["long"].len(),
        ));
    }
    let in_order = BTreeSet::from([
        (false, true, 3000),
        (true, true, 3000),
        (true, false, 3000),
        (true, false, 5),
    ]);
    assert_eq!(outcomes, in_order);
}

#[test]
fn a_sync_of_one_file_settles_names_and_lengths_of_all_but_not_their_bytes() {
    let mut lost = 0;
    for seed in 0..200 {
        let mut platter = written(seed, 1, 2);
        platter.shorten(0, 600).unwrap();
        let other = platter.create("other").unwrap();
        platter.sync(other).unwrap();
        let left = platter.lose_power();
        assert_eq!(left["file"].len(), 600, "seed {seed}");
        assert!(left.contains_key("other"), "seed {seed}");
        lost += usize::from(left["file"] != vec![2; 600]);
    }
    assert!(lost > 0);
}

#[test]
fn an_extension_that_was_not_synced_may_be_short_or_leave_a_hole_of_zeros() {
    let mut lengths = BTreeSet::new();
    let mut holes = 0;
    for seed in 0..300 {
        let mut platter = Platter::new(seed, BTreeMap::new());
        let file = platter.create("file").unwrap();
        platter.sync(file).unwrap();
        platter.write(file, 0, &[7; 3 * SECTOR]).unwrap();
        let left = platter.lose_power().remove("file").unwrap();
        lengths.insert(left.len().div_ceil(SECTOR));
        holes += usize::from(left.len() == 3 * SECTOR && left[..SECTOR] == [0; SECTOR]);
    }
    assert_eq!(lengths, BTreeSet::from([0, 1, 2, 3]));
    assert!(holes > 0);
}

#[test]
fn a_sector_may_reach_the_disk_before_it_is_written_over() {
    let mut versions = BTreeSet::new();
    for seed in 0..500 {
        let mut platter = written(seed, 1, 2);
        platter.write(0, 0, &[3; SECTOR]).unwrap();
        versions.insert(platter.lose_power()["file"][0]);
    }
    assert_eq!(versions, BTreeSet::from([1, 2, 3]));
}

#[test]
fn the_same_seed_loses_the_same_sectors() {
    for seed in 0..100 {
        assert_eq!(
            written(seed, 1, 2).lose_power(),
            written(seed, 1, 2).lose_power()
        );
    }
    let different: BTreeSet<_> = (0..100)
        .map(|seed| written(seed, 1, 2).lose_power()["file"].clone())
        .collect();
    assert!(different.len() > 20);
}

#[test]
fn after_the_cut_every_call_is_refused_and_the_last_one_too() {
    let mut platter = written(1, 1, 2);
    platter.left = Some(2);
    platter.write(0, 0, b"x").unwrap();
    platter.write(0, 1, b"y").unwrap();
    assert_eq!(platter.sync(0), Err(Refused::Dark));
    assert_eq!(platter.write(0, 0, b"z"), Err(Refused::Dark));
    assert_eq!(platter.read(0, 0, &mut [0]), Err(Refused::Dark));
    assert_eq!(platter.create("new"), Err(Refused::Dark));
    assert_eq!(platter.remove("file", true), Err(Refused::Dark));
    assert_eq!(platter.length(0), Err(Refused::Dark));
    assert_eq!(platter.shorten(0, 0), Err(Refused::Dark));
}

#[test]
fn a_disk_that_lies_about_syncs_loses_what_was_synced() {
    let kept = |seed| {
        let mut platter = written(seed, 1, 2);
        platter.lying = true;
        platter.sync(0).unwrap();
        platter.lose_power()["file"] == [2; 4 * SECTOR]
    };
    assert!((0..100).any(|seed| !kept(seed)));
}

#[test]
fn the_cut_says_which_file_it_struck() {
    let mut platter = written(1, 1, 2);
    platter.left = Some(1);
    platter.write(0, 0, b"x").unwrap();
    assert_eq!(platter.struck, None);
    platter.create("other").unwrap_err();
    assert_eq!(platter.struck.as_deref(), Some("other"));
}

#[test]
fn a_full_disk_writes_what_fits_and_takes_more_once_there_is_room() {
    let mut platter = written(1, 1, 2);
    platter.room = Some(4 * SECTOR + 3);
    assert_eq!(platter.write(0, 4 * SECTOR, b"abcde"), Err(Refused::Full));
    assert_eq!(platter.length(0), Ok(4 * SECTOR + 3));
    platter.write(0, 0, b"within what is there").unwrap();
    platter.room = None;
    platter.write(0, 4 * SECTOR, b"abcde").unwrap();
    assert_eq!(platter.length(0), Ok(4 * SECTOR + 5));
}
