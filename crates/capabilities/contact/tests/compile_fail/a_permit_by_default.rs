fn main() {
    let _: contact::SafeContactPermit = Default::default();
}
