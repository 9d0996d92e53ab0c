// Seeded random answers to a form, as a QuestionnaireResponse with everything that a person could
// have typed, asked or not.
import { URL, extension, extensions, isCopied, isGiven, isQuestion, valueOf } from "./questionnaire.js";

// mulberry32, by Tommy Ettinger (public domain).
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// How much of the form is answered, set by set.
export const SETS = [1, 1, 0.8, 0.8, 0.6, 0.6, 0.3];

export function answerSets(form, name) {
  let seed = 17;
  for (const letter of name) seed = (Math.imul(seed, 31) + letter.codePointAt(0)) >>> 0;
  return SETS.map((fullness, set) => {
    const given = { form, random: chance(seed + set), fullness };
    const item = items(form.item, given);
    const response = { resourceType: "QuestionnaireResponse", status: "completed", item };
    const canonical = form.url && (form.version ? `${form.url}|${form.version}` : form.url);
    if (canonical) response.questionnaire = canonical;
    return response;
  });
}

function items(all, given) {
  const out = [];
  for (const item of all ?? []) {
    const copies = isCopied(item) ? 1 + Math.floor(given.random() * 2) : 1;
    for (let copy = 1; copy <= copies; copy += 1) {
      const inner = items(item.item, given);
      if (!isQuestion(item)) {
        if (inner.length) out.push({ linkId: item.linkId, item: inner });
        continue;
      }
      const answer = answers(item, given);
      if (!answer.length && !inner.length) continue;
      if (answer.length && inner.length) answer[0].item = inner;
      // Items under a question that was not answered stand where nothing can: they are left out.
      if (answer.length) out.push({ linkId: item.linkId, answer });
    }
  }
  return out;
}

function answers(item, given) {
  if (isGiven(item)) return [];
  if (!item.required && given.random() >= given.fullness) return [];
  const least = item.repeats ? (valueOf(extension(item, URL.minOccurs)) ?? 1) : 1;
  const found = new Map();
  for (let turn = 0; turn < 50 && found.size < Math.max(1, least); turn += 1) {
    const one = answer(item, given);
    if (one) found.set(JSON.stringify(one), one);
  }
  return [...found.values()];
}

const number = (value) => (typeof value === "object" ? value?.value : value);

function between(item, random, places) {
  const low = number(valueOf(extension(item, URL.min)));
  const high = number(valueOf(extension(item, URL.max)));
  const least = typeof low === "number" ? low : typeof high === "number" ? high - 10 : 0;
  const most = typeof high === "number" ? high : least + 10;
  const scale = 10 ** places;
  return Math.round((least + random() * (most - least)) * scale) / scale;
}

function day(random) {
  const at = new Date(Date.UTC(2020, 0, 1) + Math.floor(random() * 2000) * 86_400_000);
  return at.toISOString().slice(0, 10);
}

function words(item, random) {
  let text = `words ${Math.floor(random() * 1000)}`;
  while (text.length < (valueOf(extension(item, URL.minLength)) ?? 0)) text += " and more";
  return item.maxLength ? text.slice(0, item.maxLength) : text;
}

function answer(item, { form, random }) {
  switch (item.type) {
    case "boolean":
      return { valueBoolean: random() < 0.5 };
    case "integer":
      return { valueInteger: between(item, random, 0) };
    case "decimal":
      return { valueDecimal: between(item, random, 1) };
    case "date":
      return { valueDate: day(random) };
    case "dateTime":
      return { valueDateTime: `${day(random)}T09:30:00Z` };
    case "time":
      return { valueTime: `${String(Math.floor(random() * 24)).padStart(2, "0")}:15:00` };
    case "string":
    case "text":
      return { valueString: words(item, random) };
    case "url":
      return { valueUri: `https://example.org/${Math.floor(random() * 1000)}` };
    case "quantity":
      return { valueQuantity: quantity(item, random) };
    case "reference":
      return { valueReference: { display: words(item, random) } };
    case "choice":
    case "open-choice": {
      const all = options(form, item);
      return all.length ? all[Math.floor(random() * all.length)] : undefined;
    }
    default:
      return undefined;
  }
}

function quantity(item, random) {
  const units = [...extensions(item, URL.unit), ...extensions(item, URL.unitOption)];
  const coding = units[0]?.valueCoding;
  const value = between(item, random, 1);
  if (!coding) return { value };
  const { system, code, display } = coding;
  return { value, unit: display ?? code, ...(system && { system }), ...(code && { code }) };
}

// The options of a choice, as answers: listed, or in a value set that the form contains.
function options(form, item) {
  if (item.answerOption) return item.answerOption.map(plain).filter(Boolean);
  const id = item.answerValueSet?.replace(/^#/, "");
  const set = (form.contained ?? []).find((one) => one.id === id);
  const listed = set?.expansion?.contains?.map((concept) => [concept.system, concept]);
  const composed = (set?.compose?.include ?? []).flatMap((include) =>
    (include.concept ?? []).map((concept) => [include.system, concept]),
  );
  return (listed ?? composed).map(([system, { code, display }]) => ({
    valueCoding: { ...(system && { system }), code, ...(display && { display }) },
  }));
}

function plain(option) {
  const name = Object.keys(option).find((key) => key.startsWith("value"));
  if (!name) return undefined;
  if (name !== "valueCoding") return { [name]: option[name] };
  const { system, code, display } = option.valueCoding;
  const coding = { ...(system && { system }), ...(code && { code }), ...(display && { display }) };
  return { valueCoding: coding };
}
