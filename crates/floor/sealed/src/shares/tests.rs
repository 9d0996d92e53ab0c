//! What shares promise: any few enough give the key, fewer give nothing, and whoever mistypes one,
//! or brings one of another set, is told which.

use super::*;
use testing::{Seeded, shows};

fn made(of: u8, need: u8, seed: u64) -> (RecoveryKey, Vec<Share>) {
    let chance = Seeded::new(seed);
    let key = RecoveryKey::mint(&chance);
    let shares = split(&key, of, need, &chance).unwrap();
    (key, shares)
}

/// Every choice of `size` of these.
fn choices(shares: &[Share], size: usize) -> Vec<Vec<Share>> {
    (0_u32..1 << shares.len())
        .filter(|choice| choice.count_ones() as usize == size)
        .map(|choice| {
            let chosen = shares.iter().enumerate();
            let chosen = chosen.filter(|(place, _)| choice & (1 << place) != 0);
            chosen.map(|(_, share)| share.clone()).collect()
        })
        .collect()
}

#[test]
fn every_few_enough_give_the_key_and_every_one_fewer_gives_nothing() {
    let (mut whole, mut fewer) = (0, 0);
    for of in 2..=8_u8 {
        for need in 2..=of {
            let (key, shares) = made(of, need, u64::from(of) * 100 + u64::from(need));
            for chosen in choices(&shares, usize::from(need)) {
                assert_eq!(join(&chosen).unwrap().bytes(), key.bytes());
                whole += 1;
            }
            for chosen in choices(&shares, usize::from(need) - 1) {
                let have = chosen.len();
                assert_eq!(join(&chosen).err(), Some(JoinError::TooFew { have, need }));
                // Nor if they say of themselves that fewer are enough.
                let mut lying = chosen.clone();
                for share in &mut lying {
                    share.need = need - 1;
                }
                if need > 2 {
                    assert_eq!(join(&lying).err(), Some(JoinError::Wrong(Vec::new())));
                }
                fewer += 1;
            }
        }
    }
    shows(
        "CR-6",
        &format!(
            "{whole} choices of enough shares (2 of 2 to 8 of 8): all give the key; {fewer} of one fewer: none does"
        ),
    );
}

#[test]
fn a_share_reads_back_however_it_was_typed() {
    let (_, shares) = made(16, 3, 5);
    for share in &shares {
        let line = share.to_string();
        let words = line.split_once(": ").unwrap().1;
        for typed in [
            line.clone(),
            line.to_uppercase(),
            line.replace([':', ','], ""),
            format!("  {words}\n"),
            words.replace(' ', ""),
            words.replace(' ', " - "),
            words.split(' ').collect::<Vec<_>>().join("\n"),
            format!("{}.", words.to_uppercase().replace(' ', "·")),
        ] {
            assert_eq!(Share::parse(&typed).as_ref(), Ok(share), "{typed}");
        }
    }
    assert!(
        shares[0]
            .to_string()
            .starts_with("Share 1 of 16, any 3 together: ")
    );
    assert_eq!(format!("{:?}", shares[1]), "Share(2 of 16)");
}

#[test]
fn every_slip_of_one_letter_is_noticed_and_named() {
    let (_, shares) = made(3, 2, 8);
    let line = shares[1].to_string();
    let start = line.find(": ").unwrap() + 2;
    let (mut slips, mut words) = (0, 0);
    for at in start..line.len() {
        for letter in 'a'..='z' {
            let mut typed = line.clone().into_bytes();
            typed[at] = letter as u8;
            let typed = String::from_utf8(typed).unwrap();
            if typed == line || line.as_bytes()[at] == b' ' {
                continue;
            }
            match Share::parse(&typed).unwrap_err() {
                ShareError::Check { .. } => {}
                ShareError::Word { word, text } => {
                    assert!(text.contains(letter));
                    assert_eq!(word, (at - start) / 6 + 1);
                    words += 1;
                }
                other @ ShareError::Length { .. } => panic!("{other}"),
            }
            slips += 1;
        }
    }
    // Two words exchanged are a slip as well, and a word left out is counted.
    let mut all: Vec<&str> = line.split_once(": ").unwrap().1.split(' ').collect();
    all.swap(4, 9);
    assert_eq!(
        Share::parse(&all.join(" ")).err(),
        Some(ShareError::Check { number: 2 })
    );
    all.pop();
    let told = Share::parse(&all.join(" ")).unwrap_err().to_string();
    assert_eq!(told, "found 100 letters; wanted 105: 21 words of five");
    for text in ["", ":", "hollyhock", &"é".repeat(105), &"b".repeat(105)] {
        assert!(Share::parse(text).is_err());
    }
    shows(
        "CR-6",
        &format!(
            "{slips} slips of one letter in a share: all noticed, {words} of them with the word's place"
        ),
    );
}

#[test]
fn a_share_of_another_set_and_one_that_is_made_up_are_named() {
    let (key, shares) = made(5, 3, 11);
    let (_, others) = made(5, 3, 12);
    let of = |numbers: &[usize]| -> Vec<Share> {
        numbers.iter().map(|n| shares[*n - 1].clone()).collect()
    };
    let mut mixed = of(&[1, 2, 3]);
    mixed.push(others[3].clone());
    assert_eq!(join(&mixed).err(), Some(JoinError::OtherKey(vec![4])));

    let mut false_one = shares[3].clone();
    false_one.point[7] ^= 1;
    for (given, told) in [
        (of(&[1, 2, 3]), vec![4]),
        (of(&[1, 2, 3, 5]), vec![4]),
        (of(&[1, 5, 2]), vec![4]),
    ] {
        let mut given = given;
        given.insert(1, false_one.clone());
        assert_eq!(join(&given).err(), Some(JoinError::Wrong(told)));
    }
    // Exactly enough, one of them false: nobody can say which.
    let exact = [shares[0].clone(), shares[1].clone(), false_one.clone()];
    assert_eq!(join(&exact).err(), Some(JoinError::Wrong(Vec::new())));
    let twice = [shares[0].clone(), shares[3].clone(), false_one];
    assert_eq!(join(&twice).err(), Some(JoinError::Twice(4)));
    // The same one twice counts once.
    let again = [of(&[2, 4]), of(&[4])].concat();
    assert_eq!(
        join(&again).err(),
        Some(JoinError::TooFew { have: 2, need: 3 })
    );
    assert_eq!(
        join(&[]).err(),
        Some(JoinError::TooFew { have: 0, need: 2 })
    );
    assert_eq!(join(&of(&[1, 2, 3, 4, 5])).unwrap().bytes(), key.bytes());
}

#[test]
fn a_split_that_protects_nothing_or_nobody_can_join_is_refused() {
    let chance = Seeded::new(1);
    let key = RecoveryKey::mint(&chance);
    for (of, need) in [(1, 1), (3, 1), (3, 0), (2, 3), (0, 0), (17, 2), (255, 255)] {
        let refused = split(&key, of, need, &chance).err();
        assert_eq!(refused, Some(SplitError::Numbers { of, need }));
    }
    assert_eq!(split(&key, 16, 16, &chance).unwrap().len(), 16);
}
