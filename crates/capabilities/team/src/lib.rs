//! The care team: who belongs to it, who stands in while someone is away, who holds what, and when
//! each was last in contact.
