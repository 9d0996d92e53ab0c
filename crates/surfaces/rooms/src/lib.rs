//! Screens that combine capabilities, read only: client home, caseload, one relationship.
