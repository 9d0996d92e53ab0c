//! FHIR R4 Questionnaires: read, shown, answered and checked. Pure.
