//! Whatever the order in which two people write.

use super::acts::{begins, point, writes};
use proptest::prelude::*;
use sealed::ReadersV1;
use testing::{AMAL, RUTH, Small};
use thoughts::{Refused, SideV1};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However lines are written, by whom and in which order, each is there once with its writer.
    #[test]
    fn every_line_that_was_written_is_there_once_with_whoever_wrote_it(
        lines in proptest::collection::vec((any::<bool>(), 0_usize..4, 10_u8..250), 0..12)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let small = Small::in_memory().await;
            begins(&small, RUTH, 1, "a thought", &[], ReadersV1::Section).await.unwrap();
            let sides = [SideV1::For, SideV1::Against, SideV1::Pattern, SideV1::Instead];
            let mut kept = std::collections::BTreeMap::new();
            for (by_client, side, number) in lines {
                let who = if by_client { AMAL } else { RUTH };
                let words = format!("line {number}");
                match writes(&small, who, number, sides[side], &words).await {
                    Ok(()) => { kept.insert(number, (by_client, side)); }
                    Err(Refused::Another) => assert!(kept.contains_key(&number)),
                    Err(other) => panic!("{other}"),
                }
            }
            let point = point(&small, AMAL).await.unwrap();
            assert_eq!(point.lines.len(), kept.len());
            for line in &point.lines {
                let (by_client, side) = kept[&line.record.bytes()[0]];
                assert_eq!(line.value.by_client, by_client);
                assert_eq!(line.value.side, sides[side]);
            }
        });
    }
}
