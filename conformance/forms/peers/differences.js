// What stands in our response beside what the others give, answer by answer.
import { plain, worked } from "./expressions.js";
import { URL, extension, isCopied, isGiven, isQuestion, spot, valueOf } from "./questionnaire.js";

const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);
const isHidden = (item) => valueOf(extension(item, URL.hidden)) === true;

// Every question of the form with its spot, what lies around it, and its answers in a response.
function* answered(all, written, copies = [], around = []) {
  for (const item of all ?? []) {
    const here = (written ?? []).filter((one) => one.linkId === item.linkId);
    if (!here.length) here.push({});
    for (const [index, node] of here.entries()) {
      const path = isCopied(item) ? [...copies, index + 1] : copies;
      const at = { item, spot: spot(item.linkId, path), around };
      if (isQuestion(item)) yield { ...at, values: (node.answer ?? []).map((a) => plain(valueOf(a))) };
      const answers = node.answer ?? [];
      const inner = [...(node.item ?? []), ...answers.flatMap((answer) => answer.item ?? [])];
      yield* answered(item.item, inner, path, [...around, at]);
    }
  }
}

const answersOf = (form, response) =>
  new Map([...answered(form.item, response.item)].map((one) => [one.spot, one]));

// Whether our engine asks it; of what is hidden only what is around it counts.
const isAsked = (asked, { item, spot, around }) =>
  (isHidden(item) || asked.has(spot)) && around.every((one) => isHidden(one.item) || asked.has(one.spot));

// Ours against fhirpath.js: each calculated value, and each condition that is an expression.
export function fromExpressions(form, { response, asked, troubles }) {
  const [shown, ours] = [new Set(asked), answersOf(form, response)];
  const found = { compared: 0, differences: [] };
  for (const one of worked(form, response)) {
    const place = ours.get(one.spot) ?? { item: one.item, spot: one.spot, around: one.around };
    const reached = one.kind === "asked" ? { ...place, item: { extension: [{ url: URL.hidden, valueBoolean: true }] } } : place;
    if (!isAsked(shown, reached) || (one.kind === "asked" && isHidden(one.item))) continue;
    found.compared += 1;
    const failed = typeof one.gives === "string";
    const theirs = failed ? one.gives : one.gives.map(plain).filter((value) => value !== undefined);
    const own = one.kind === "asked" ? [shown.has(one.spot)] : place.values;
    const expected = one.kind === "asked" ? [!failed && theirs.length === 1 && theirs[0] === true] : theirs;
    if (failed && troubles.length && (one.kind === "asked" ? !own[0] : !own.length)) continue;
    if (!same(own, expected)) {
      found.differences.push({ linkId: one.item.linkId, kind: one.kind, ours: own, theirs: expected });
    }
  }
  return found;
}

// Ours against what LHC-Forms exports: each calculated value, and which answers are still there
// once what is not asked is gone.
export function fromExport(form, { response }, exported) {
  const [ours, theirs] = [answersOf(form, response), answersOf(form, exported)];
  const found = { compared: 0, differences: [] };
  for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
    const [own, other] = [ours.get(name), theirs.get(name)];
    const item = (own ?? other).item;
    const isCalculated = extension(item, URL.calculated) !== undefined;
    // What stands there from the beginning is offered by a page, and is no answer in a response.
    const begins = item.initial || extension(item, URL.initial) || item.answerOption?.some((o) => o.initialSelected);
    if (!isCalculated && (begins || isGiven(item))) continue;
    found.compared += 1;
    const [values, expected] = [own?.values ?? [], other?.values ?? []];
    const agrees = isCalculated ? same(values, expected) : same(values.length > 0, expected.length > 0);
    const kind = isCalculated ? "value" : "asked";
    if (!agrees) found.differences.push({ linkId: item.linkId, kind, ours: values, theirs: expected });
  }
  return found;
}
