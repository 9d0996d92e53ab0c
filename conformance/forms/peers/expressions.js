// Every expression of a form under fhirpath.js, on a response that is already whole: what it gives
// must be what stands there.
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";
import { URL, expressionOf, extensions, isCopied, isQuestion, spot } from "./questionnaire.js";

// A value as it can be compared: numbers to nine digits, codings by code.
export function plain(value) {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number" || typeof value === "bigint") return Number(Number(value).toFixed(9));
  if (typeof value !== "object") return value;
  if (value.constructor !== Object) return plain(String(value).replace(/^'|'$/g, ""));
  if ("code" in value && !("value" in value)) return value.code;
  if ("value" in value) return plain(value.value);
  return value.display ?? value.reference ?? JSON.stringify(value);
}

// What fhirpath.js gives: a list, or the words with which it failed.
function evaluate(expression, context, variables) {
  const typed = context.resourceType ? expression : { base: "QuestionnaireResponse.item", expression };
  try {
    return fhirpath.evaluate(context, typed, variables, r4);
  } catch (fault) {
    return String(fault.message ?? fault);
  }
}

function withVariables(of, context, around) {
  const variables = { ...around };
  let waiting = extensions(of, URL.variable).map((e) => e.valueExpression);
  // In whatever order they stand: one that asks for another waits for it.
  for (let before = -1; waiting.length && waiting.length !== before; ) {
    before = waiting.length;
    const names = waiting.map((one) => one.name);
    const ready = ({ expression }) => !names.some((name) => new RegExp(`%${name}\\b`).test(expression));
    for (const { name, expression } of waiting.filter(ready)) {
      const given = evaluate(expression, context, variables);
      variables[name] = typeof given === "string" ? [] : given;
    }
    waiting = waiting.filter((one) => !ready(one));
  }
  return variables;
}

// Each calculated value and each condition by its spot.
export function worked(form, response) {
  const found = [];
  const launch = extensions(form, URL.launch)
    .flatMap((context) => context.extension ?? [])
    .filter((part) => part.url === "name")
    .map((part) => [part.valueCoding?.code ?? part.valueId, []]);
  const given = { ...Object.fromEntries(launch), previous: [], resource: response, questionnaire: form };
  walk(form.item, response.item, [], withVariables(form, response, given), found);
  return found;
}

function walk(all, written, copies, around, found) {
  for (const item of all ?? []) {
    const here = (written ?? []).filter((one) => one.linkId === item.linkId);
    if (!here.length) here.push({ linkId: item.linkId });
    here.forEach((node, index) => {
      const path = isCopied(item) ? [...copies, index + 1] : copies;
      const variables = withVariables(item, node, around);
      for (const [kind, url] of [["value", URL.calculated], ["asked", URL.enabled]]) {
        const expression = expressionOf(item, url);
        if (expression === undefined || (kind === "value" && !isQuestion(item))) continue;
        const gives = evaluate(expression, node, variables);
        found.push({ kind, item, spot: spot(item.linkId, path), expression, gives, stands: node.answer ?? [] });
      }
      const inner = [...(node.item ?? []), ...(node.answer ?? []).flatMap((answer) => answer.item ?? [])];
      walk(item.item, inner, path, variables, found);
    });
  }
}
