// Why each class of forms is not taken, and why another engine gives something else. What has no
// reason here makes table.js fail.

export const REFUSED = {
  AnotherRelease: "The file uses what only another release of FHIR has.",
  CannotBeAsked:
    "An attachment, options that are worked out while the form is filled in (`answerExpression`), a quantity with a comparator: there is no way to ask it here, and leaving the question out would be another form.",
  Cycle: "The form's conditions wait for each other: LHC-Forms is tested to survive it. No order of questions exists.",
  DisplayAsks:
    "R4's rule que-1: a display has no items under it. (These put a help or legal text there; R5 allows it.)",
  DuplicateLinkId: "R4's rule que-2: a linkId is there once. Answers could not be told apart.",
  DuplicateOption: "Two options have one code; an answer is kept by its code.",
  DuplicateVariable: "One name for two variables of one item; LHC-Forms is tested to report it.",
  InitialDoesNotFit: "The value it begins with is not one that the question takes.",
  Language: "An expression in another language than FHIRPath: a query to a FHIR server, and there is none.",
  Missing:
    "R4 says it must be there (`status`, `linkId`, an item), or a choice has no options to choose from.",
  ModifierExtension: "A `modifierExtension` that is not understood must not be ignored (R4).",
  Twice: "The beginning is given twice: `initial` beside `initialSelected`, or two for one answer (R4's rule que-11).",
  UnknownVariable:
    "An expression asks for a variable that stands elsewhere in the form than around it, or that only a refused expression gives.",
  ValueSetElsewhere: "The options are on a terminology server; forms here are whole, and nothing is fetched.",
  WrongShape: "A value of another JSON type than R4 has there.",
};

const NO_WEIGHT =
  "The total looks its weights up in `%questionnaire`. Most likely LHC-Forms 40.1.3 drops `itemWeight` there: its change log says that 41.1.0 keeps it. fhirpath.js gives what we give.";
const STILL_EXPORTED =
  "LHC-Forms hides the question (its condition gives false there too), and exports the answer that had been put in.";
const NO_ANSWER =
  "Its expression rests on no answer: LHC-Forms calculates it in an empty form (p1.1 is `INT` there too), and not where answers were put in first.";

// By engine, then `file` or `file linkId`.
export const DIFFERS = {
  "fhirpath.js": {},
  "LHC-Forms": {
    "apgar-with-itemWeight-variable.json 9272-6": NO_WEIGHT,
    "enableWhenExpressionTest.json q4": STILL_EXPORTED,
    "expression-on-data-from-prepopulation.json p1.1": NO_ANSWER,
    "expression-on-data-from-prepopulation.json p1.3": NO_ANSWER,
    "expression-on-data-from-prepopulation.json p1.2": "Asked only after p1.1, see there.",
    "expression-on-data-from-prepopulation.json p3.1.14": "Asked only after p1.1, see there.",
  },
};
