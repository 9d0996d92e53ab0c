//! The part of FHIRPath that clinical forms use: compiled once, evaluated often. Pure.
