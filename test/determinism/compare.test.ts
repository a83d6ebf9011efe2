import { expect, test } from "vitest";
import { describeDifference } from "./compare.ts";

const fits = [
  { name: "R0-C1", result: { objective: 1, residuals: [1, 2] } },
  { name: "R0-L1", result: { objective: 0.1, residuals: [3, 4] } },
];
const one = { engine: "Node", text: JSON.stringify({ fits }) };

function against(text: string): string | undefined {
  return describeDifference(one, { engine: "Firefox", text });
}

test("equal texts do not differ", () => {
  expect(against(one.text)).toBeUndefined();
});

test("the first number that differs is named with its fit", () => {
  expect(against(one.text.replace("0.1", "0.10000000000000002").replace("4", "5"))).toBe(
    'fits[1 "R0-L1"].result.objective is 0.1 in Node, but 0.10000000000000002 in Firefox.',
  );
  expect(against(one.text.replace("4", "5"))).toBe(
    'fits[1 "R0-L1"].result.residuals[1] is 4 in Node, but 5 in Firefox.',
  );
});

test("what one engine lacks is named", () => {
  expect(against(one.text.replace(",4]", "]"))).toBe(
    'fits[1 "R0-L1"].result.residuals[1] is 4 in Node, but undefined in Firefox.',
  );
});

test("another way to write the same numbers is not passed over", () => {
  expect(against(one.text.replace("0.1", "1e-1"))).toBe("The texts of Node and Firefox differ in their form only.");
});
