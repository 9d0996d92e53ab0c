//! The measures that ship inside the program: one line each, `form` where the words are here and
//! `pack` where only the structure may be passed on. A test compares the list with the folder.

macro_rules! measures {
    (@file form $name:literal) => {
        (
            concat!("measures/", $name, ".json"),
            include_bytes!(concat!("../../../../library/measures/", $name, ".json")).as_slice(),
        )
    };
    (@file pack $name:literal) => {
        (
            concat!("measures/", $name, ".pack.json"),
            include_bytes!(concat!("../../../../library/measures/", $name, ".pack.json"))
                .as_slice(),
        )
    };
    (@evidence $name:literal) => {
        (
            concat!("measures/", $name, ".evidence.toml"),
            include_bytes!(concat!("../../../../library/measures/", $name, ".evidence.toml"))
                .as_slice(),
        )
    };
    ($($kind:ident $name:literal),* $(,)?) => {
        /// Every file of the library's measures.
        pub(crate) const FILES: &[(&str, &[u8])] =
            &[$(measures!(@file $kind $name), measures!(@evidence $name)),*];
    };
}

measures! {
    form "asq",
    form "attune-group",
    form "attune-next-day",
    pack "audit-c",
    pack "brs",
    pack "c-nip",
    pack "c-ssrs-screener",
    form "core-10",
    pack "des-ii",
    form "etmcq",
    form "gad-7",
    pack "gcs",
    form "itq",
    form "kusiv3",
    form "lec-5",
    pack "ors",
    form "pc-ptsd-5",
    form "pcl-5",
    form "pcl-5-weekly",
    form "phq-15",
    form "phq-9",
    pack "scs-sf",
    pack "sidas",
    pack "srs",
    pack "wai-sr",
    pack "who-5",
    pack "whodas-12",
}
