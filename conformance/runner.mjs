// A checker of relations and counts that knows nothing but the files beside it, and the cases that it is asked.
// `node runner.mjs` prints how many cases passed, and the names of those that did not.

import { readFileSync } from "node:fs";

const parse = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf-8"));
const { bases } = parse("bases");
const forms = [parse("form-2019"), parse("form-2021")];

const at = (value, path) => path.split(".").reduce((inside, key) => (inside === null ? null : inside[key]), value);

function put(value, path, item) {
  const keys = path.split(".");
  const last = keys.pop();
  keys.reduce((inside, key) => inside[key], value)[last] = item;
}

function whole(told) {
  const report = structuredClone(bases[told.base]);
  for (const [path, item] of Object.entries(told.set)) put(report, path, item);
  return report;
}

const follows = (report, form, cell) => at(report, form.cells[cell].blockPath)?.edition === form.edition;

function total(report, terms, constant = 0) {
  const figures = terms.map(([cell, times]) => [at(report, cell), times]);
  return figures.some(([figure]) => figure === null) // a blank is never zero
    ? null
    : figures.reduce((sum, [figure, times]) => sum + figure * times, constant);
}

function* judged(report) {
  for (const form of forms)
    for (const [number, relation] of form.relations.entries())
      if (follows(report, form, relation.left[0][0])) {
        const left = total(report, relation.left);
        const right = total(report, relation.right, relation.constant);
        const isOpen = left === null || right === null;
        const holds = !isOpen && (relation.sense === "=" ? left === right : left >= right);
        yield { number, relation, left, right, verdict: isOpen ? "undetermined" : holds ? "holds" : "violated" };
      }
}

function check(report) {
  const found = [];
  let held = 0;
  for (const { relation, left, right, verdict } of judged(report)) {
    if (verdict === "holds") held += 1;
    else {
      const cells = [...relation.left, ...relation.right].map(([cell]) => cell);
      const difference = verdict === "violated" ? left - right : null;
      found.push([relation.rule, verdict, relation.severity, cells, left, right, difference]);
    }
  }
  for (const form of forms)
    for (const [cell, { least }] of Object.entries(form.cells))
      if (follows(report, form, cell) && least !== null && at(report, cell) !== null && at(report, cell) < least)
        found.push(["N-COUNT", "violated", "error", [cell], null, null, null]);
  return { found, held };
}

const told = ({ rule, verdict, severity, cells, left = null, right = null, difference = null }) =>
  [rule, verdict, severity, cells, left, right, difference];
const inOrder = (findings) => JSON.stringify(findings.map((finding) => JSON.stringify(finding)).sort());

let passed = 0;
const failed = [];
const count = (isRight, name) => (isRight ? (passed += 1) : failed.push(name));

for (const name of ["rules", "blanks", "published", "hybrids", "documents"])
  for (const test of parse(name).cases) {
    const { found, held } = check(whole(test.report));
    const due = [...test.expected.findings, ...test.expected.undetermined].filter(({ rule }) => /^[TN]/.test(rule));
    count(held === test.expected.held && inOrder(found) === inOrder(due.map(told)), test.name);
  }

for (const { edition } of forms) {
  const { base, cells } = parse(`cells-${edition}`);
  for (const [cell, due] of Object.entries(cells))
    for (const [key, figure] of [["one", 1], ["minusOne", -1], ["blank", null]]) {
      const report = whole({ base, set: { [cell]: figure } });
      const mine = [...judged(report)].filter(({ verdict }) => verdict !== "holds").map(({ number }) => number);
      count(JSON.stringify(mine) === JSON.stringify(due[key]), `cells-${edition}/${cell}/${key}`);
    }
}

console.log(`${passed} passed, ${failed.length} failed`);
for (const name of failed) console.log(name);
process.exitCode = failed.length ? 1 : 0;
