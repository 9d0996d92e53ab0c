// The table as Markdown.
import { SETS } from "./answers.js";
import { DIFFERS, REFUSED } from "./reasons.js";

const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");
const shown = (value) => `\`${cell(JSON.stringify(value)).slice(0, 80)}\``;

// The whole page, and whether everything in it has its reason.
export function page(forms, release) {
  const refused = forms.filter((one) => one.refused);
  const taken = forms.filter((one) => !one.refused);
  const sets = taken.flatMap((one) => one.results);
  const read = sets.filter((one) => !one.refused).length;
  const troubles = sets.flatMap((one) => one.troubles ?? []).length;
  const lines = [
    "# Forms that LHC-Forms is tested with",
    "",
    `Written by \`node table.js\`; see README.md. LHC-Forms ${release}, \`test/data/R4\`: ${forms.length} Questionnaires.`,
    "",
    `- ${taken.length} are taken, ${refused.length} refused, each with its reason.`,
    `- Those taken were answered ${SETS.length} times at random: ${read} of ${sets.length} sets of answers are read, ` +
      `and ${troubles} expressions failed.`,
    "",
    "Compared are every calculated value and what is asked: with fhirpath.js each condition that is an expression, with LHC-Forms whether each answer still counts. Of forms that calculate nothing and have no conditions nothing is compared.",
    "",
    "| engine | forms | compared | the same |",
    "|---|--:|--:|--:|",
  ];
  const engines = [["fhirpath.js", "4.11.0", "expressions"], ["LHC-Forms", "40.1.3", "lhc"]];
  for (const [name, version, field] of engines) {
    const all = taken.map((one) => one[field]).filter(Boolean);
    const compared = all.reduce((sum, one) => sum + one.compared, 0);
    const differ = all.reduce((sum, one) => sum + one.differences.length, 0);
    lines.push(`| ${name} ${version} | ${all.length} | ${compared} | ${compared - differ} |`);
  }
  const state = { isExplained: read === sets.length };
  for (const [name, , field] of engines) lines.push(...differences(taken, name, field, state));
  lines.push(...compared(taken), ...whyRefused(refused, state), ...eachRefused(refused));
  lines.push("", "## Taken, with nothing to compare", "");
  lines.push(taken.filter((one) => !one.expressions && !one.lhc).map((one) => `\`${one.name}\``).join(", "));
  return { text: `${lines.join("\n")}\n`, isExplained: state.isExplained };
}

function differences(taken, engine, field, state) {
  const rows = [];
  const why = (key) => {
    const reason = DIFFERS[engine][key];
    if (!reason) state.isExplained = false;
    return reason ?? "**not explained**";
  };
  for (const one of taken.filter((each) => each[field])) {
    if (one[field].failed) rows.push(`| ${one.name} | | | ${cell(one[field].failed)} | | ${why(one.name)} |`);
    const byItem = new Map();
    for (const each of one[field].differences) {
      byItem.set(each.linkId, [...(byItem.get(each.linkId) ?? []), each]);
    }
    for (const [linkId, all] of byItem) {
      const { ours, theirs } = all[0];
      const reason = why(`${one.name} ${linkId}`);
      rows.push(`| ${one.name} | ${cell(linkId)} | ${shown(ours)} | ${shown(theirs)} | ${all.length} | ${reason} |`);
    }
  }
  if (!rows.length) return [];
  return ["", `## Where ${engine} gives something else`, "", "| form | question | here | there | times | why |", "|---|---|---|---|--:|---|", ...rows];
}

function compared(taken) {
  const cellOf = (one) => {
    if (!one) return "| ";
    return `| ${one.compared - one.differences.length} of ${one.compared}`;
  };
  const rows = taken
    .filter((one) => one.expressions || one.lhc)
    .map((one) => `| ${one.name} ${cellOf(one.expressions)} ${cellOf(one.lhc)} |`);
  return ["", "## Form by form", "", "| form | as fhirpath.js | as LHC-Forms |", "|---|--:|--:|", ...rows];
}

function whyRefused(refused, state) {
  const classes = new Map();
  for (const one of refused) {
    for (const { class: name } of one.refused) {
      classes.set(name, (classes.get(name) ?? new Set()).add(one.name));
    }
  }
  const rows = [...classes].sort((a, b) => b[1].size - a[1].size).map(([name, all]) => {
    if (!REFUSED[name]) state.isExplained = false;
    return `| ${name} | ${all.size} | ${REFUSED[name] ?? "**not explained**"} |`;
  });
  return ["", "## Why forms are refused", "", "A form may be refused for several reasons.", "", "| class | forms | why |", "|---|--:|---|", ...rows];
}

function eachRefused(refused) {
  const rows = refused.map((one) => {
    const said = new Map(one.refused.map((each) => [each.class, each]));
    const all = [...said.values()].map(({ path, says }) => `\`${cell(path.replaceAll(/http[^']*\//g, ""))}\`: ${cell(says)}`);
    return `| ${one.name} | ${all.join("<br>")} |`;
  });
  return ["", "## Each refused form", "", "One line for each class.", "", "| form | where and why |", "|---|---|", ...rows];
}
