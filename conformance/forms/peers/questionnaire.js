// What of a FHIR R4 Questionnaire the others here need to know.

export const URL = {
  variable: "http://hl7.org/fhir/StructureDefinition/variable",
  calculated: "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
  enabled: "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression",
  initial: "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression",
  launch: "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext",
  hidden: "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden",
  min: "http://hl7.org/fhir/StructureDefinition/minValue",
  max: "http://hl7.org/fhir/StructureDefinition/maxValue",
  minOccurs: "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs",
  minLength: "http://hl7.org/fhir/StructureDefinition/minLength",
  unit: "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
  unitOption: "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption",
};

export const extensions = (of, url) => (of.extension ?? []).filter((e) => e.url === url);
export const extension = (of, url) => extensions(of, url)[0];

// The value of an extension or an answer, whatever its type.
export function valueOf(of) {
  const name = Object.keys(of ?? {}).find((key) => key.startsWith("value"));
  return name === undefined ? undefined : of[name];
}

export const expressionOf = (of, url) => extension(of, url)?.valueExpression?.expression;
export const isCopied = (item) => item.type === "group" && item.repeats === true;
export const isQuestion = (item) => item.type !== "group" && item.type !== "display";

// Whether the answer is the form's to give and not the person's.
export const isGiven = (item) =>
  item.readOnly === true ||
  valueOf(extension(item, URL.hidden)) === true ||
  extension(item, URL.calculated) !== undefined;

export function* everyItem(items) {
  for (const item of items ?? []) {
    yield item;
    yield* everyItem(item.item);
  }
}

// Whether anything in the form is worked out by an expression.
export function isComputed(form) {
  const urls = [URL.variable, URL.calculated, URL.enabled];
  const does = (of) => urls.some((url) => extension(of, url));
  return does(form) || [...everyItem(form.item)].some(does);
}

export const hasConditions = (form) =>
  [...everyItem(form.item)].some((item) => item.enableWhen?.length > 0);

// The name of a field: `linkId`, and in further copies of repeating groups which.
export const spot = (linkId, copies) =>
  copies.every((copy) => copy === 1) ? linkId : `${linkId};${copies.join(".")}`;
