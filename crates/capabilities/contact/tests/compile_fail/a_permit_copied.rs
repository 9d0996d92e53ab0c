fn copy(permit: &contact::SafeContactPermit) -> contact::SafeContactPermit {
    contact::SafeContactPermit::clone(permit)
}

fn main() {}
