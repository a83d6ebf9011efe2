import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { givenValues, parseCircuit, printCircuitFile } from "../../src/circuit/index.ts";
import { contentOf } from "./support.ts";

const folder = new URL("../../circuits/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".circuit"));

describe("circuits/", () => {
  it("holds the Li | LLZO | Li cell", () => {
    expect(files).toContain("li-llzo-li.circuit");
  });

  it.each(files)("%s is a named, cited cell with values for all parameters and without warnings", (file) => {
    const circuit = parseCircuit(readFileSync(new URL(file, folder), "utf8"));
    expect(`${circuit.name ?? ""}.circuit`).toBe(file);
    expect(circuit.title).toMatch(/\w/);
    expect(circuit.citations.length).toBeGreaterThan(0);
    expect(circuit.cell).toBeDefined();
    expect(circuit.roles.size).toBeGreaterThan(0);
    expect(circuit.warnings).toEqual([]);
    const values = givenValues(circuit.parameters);
    expect(circuit.parameters.filter(({ name }) => !values.has(name))).toEqual([]);
    const again = parseCircuit(printCircuitFile(circuit));
    expect(contentOf(again)).toEqual(contentOf(circuit));
    expect([again.name, again.title, again.citations]).toEqual([circuit.name, circuit.title, circuit.citations]);
  });

  it("has typical arcs of a garnet cell in li-llzo-li", () => {
    const circuit = parseCircuit(readFileSync(new URL("li-llzo-li.circuit", folder), "utf8"));
    const value = (name: string): number => givenValues(circuit.parameters).get(name) ?? NaN;
    const peak = (R: string, CPE: string): number =>
      (value(R) * value(`${CPE}.Q`)) ** (-1 / value(`${CPE}.n`)) / (2 * Math.PI);
    const capacitance = (R: string, CPE: string): number =>
      value(`${CPE}.Q`) ** (1 / value(`${CPE}.n`)) * value(R) ** (1 / value(`${CPE}.n`) - 1);
    // Irvine, Sinclair and West's ranges in F for L/A = 0.1 cm^-1: grain boundary 1e-11..1e-8, interface 1e-7..1e-5, over L/A.
    expect(capacitance("R_gb", "CPE_gb")).toBeGreaterThan(1e-10);
    expect(capacitance("R_gb", "CPE_gb")).toBeLessThan(1e-7);
    expect(capacitance("R_int", "CPE_int")).toBeGreaterThan(1e-6);
    expect(capacitance("R_int", "CPE_int")).toBeLessThan(1e-4);
    // Both arcs within 1 MHz .. 1 Hz.
    for (const frequency of [peak("R_gb", "CPE_gb"), peak("R_int", "CPE_int")]) {
      expect(frequency).toBeGreaterThan(10);
      expect(frequency).toBeLessThan(5e5);
    }
  });
});
