import { foldCircuit, type CircuitElement, type CircuitNode } from "../../../circuit/index.ts";
import { formatNumber } from "../../../circuit/formatNumber.ts";
import { simulate, type Simulated } from "../../../fit/simulate.ts";
import { version } from "../../../version.ts";
import { circuitOutline } from "../../outline.ts";
import { simulatePart } from "../../../fit/simulatePart.ts";
import { logarithmicGrid, USUAL_BAND } from "../curves.ts";
import { valuesOf, type Band, type ValuedCircuit } from "../valuedCircuit.ts";
import { approximate, type Approximation } from "./approximate.ts";
import { Namer, networkComponents, type Component } from "./components.ts";
import { withDirectPaths } from "./directPaths.ts";
import { networkImpedance, reciprocal } from "./sections.ts";
import { ExportError } from "../exportError.ts";

/** How a subcircuit is made. */
export interface SpiceOptions {
  /** Of the subcircuit; `cell` by default. Letters, digits and underscores, a letter first. */
  readonly name?: string;
  /** In Hz, within which the errors hold: by default that of the fitted points, else 1 MHz to 10 mHz. */
  readonly band?: Band;
  /** Largest relative error of the impedance of an element that is approximated; 0.001 by default. */
  readonly tolerance?: number;
}

/** An element that is no resistor, capacitor or inductor, or several of them. */
export interface ApproximatedElement {
  readonly name: string;
  readonly components: number;
  /** Largest |Z_approximated - Z|/|Z| over the band. */
  readonly error: number;
  /** Why it is larger than asked for. */
  readonly reason?: string;
}

/** A circuit as a subcircuit of SPICE. */
export interface SpiceSubcircuit {
  /** The netlist: comments, then `.subckt` to `.ends`. */
  readonly netlist: string;
  readonly components: readonly Component[];
  readonly band: Band;
  readonly approximated: readonly ApproximatedElement[];
  /** Largest |Z_netlist - Z|/|Z| of the whole circuit over the band. */
  readonly error: number;
  /** What was asked for and is not reached, in words. */
  readonly warnings: readonly string[];
}

const USUAL_TOLERANCE = 1e-3;
const SMALLEST_TOLERANCE = 1e-5;
const PORTS = ["a", "b"] as const;
/** Points a decade at which the errors are taken, and how far beyond the band impedances are followed. */
const PER_DECADE = 45;
const BEYOND = 2;
const EXACT = 1e-9;
const DIGITS = 8;

/**
 * A circuit as a subcircuit with the ports `a` and `b` that ngspice, LTspice and others simulate. Resistors, capacitors and inductors
 * are themselves; every other element is a passive network of them with so many sections that its impedance keeps to the tolerance
 * over the band. What errors are reached is stated in the netlist.
 *
 * @throws {ExportError} for a name, band or tolerance that cannot be; {FitError} for values without an impedance.
 */
export function spiceSubcircuit(valued: ValuedCircuit, options: SpiceOptions = {}): SpiceSubcircuit {
  const { name = "cell", tolerance = USUAL_TOLERANCE } = options;
  const band = options.band ?? valued.band ?? USUAL_BAND;
  if (!/^[A-Za-z]\w*$/.test(name)) {
    throw new ExportError(
      `A subcircuit cannot be called ${JSON.stringify(name)}; use letters, digits and underscores.`,
    );
  }
  if (!(tolerance >= SMALLEST_TOLERANCE && tolerance < 1)) {
    throw new ExportError(`The tolerance is ${String(tolerance)}; give one from ${String(SMALLEST_TOLERANCE)} to 1.`);
  }
  const frequencyHz = gridOf(band);
  const networks = new Map(
    valued.circuit.elements.map((element) => [
      element.name,
      networkOf(element, valued, { frequencyHz, band, tolerance }),
    ]),
  );
  const namer = new Namer(PORTS);
  const groups = components(valued.circuit.root, networks, namer);
  const { components: whole, added } = withDirectPaths(groups.flat(), PORTS, band[0], namer);
  const approximated = valued.circuit.elements.flatMap((element): ApproximatedElement[] => {
    const network = networks.get(element.name);
    if (network === undefined || network.error < EXACT) return [];
    const own = groups[valued.circuit.elements.indexOf(element)] ?? [];
    const { error, isPassive } = network;
    const reason = isPassive
      ? "more sections bring it no nearer"
      : "its real part is negative there, which no passive network has";
    return [{ name: element.name, components: own.length, error, ...(error > tolerance ? { reason } : {}) }];
  });
  const error = errorOfWhole(valued, networks, frequencyHz, band);
  const warnings = approximated.flatMap(({ name: element, error: reached, reason }) =>
    reason === undefined
      ? []
      : [`${element} is off by up to ${percent(reached)}, more than ${percent(tolerance)}: ${reason}`],
  );
  const facts = { name, valued, band, approximated, error, warnings, added };
  return { netlist: netlist(facts, whole), components: whole, band, approximated, error, warnings };
}

/** With both ends of the band, where errors are largest. */
function gridOf(band: Band): Float64Array {
  const within = logarithmicGrid(band, PER_DECADE);
  const above = logarithmicGrid([band[1], band[1] * BEYOND], PER_DECADE).slice(0, -1);
  const below = logarithmicGrid([band[0] / BEYOND, band[0]], PER_DECADE).slice(1);
  return Float64Array.of(...above, ...within, ...below);
}

type ElementNetwork = Approximation & { readonly isPassive: boolean };

function networkOf(
  element: CircuitElement,
  valued: ValuedCircuit,
  { frequencyHz, band, tolerance }: { frequencyHz: Float64Array; band: Band; tolerance: number },
): ElementNetwork {
  const impedance = simulatePart(
    { kind: "element", element },
    valued.circuit,
    valuesOf(valued.parameters),
    frequencyHz,
  );
  const isPassive = impedance.re.every((re, index) => re >= -EXACT * Math.hypot(re, impedance.im[index] ?? 0));
  return { ...approximate({ frequencyHz, ...impedance, band }, tolerance), isPassive };
}

/** The components of each element, in the order of the circuit's text. Uses no recursion, as circuits may be as deep as memory allows. */
function components(root: CircuitNode, networks: ReadonlyMap<string, ElementNetwork>, namer: Namer): Component[][] {
  const groups: Component[][] = [];
  const open: { node: CircuitNode; from: string; to: string }[] = [{ node: root, from: PORTS[0], to: PORTS[1] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, from, to } = next;
    if (node.kind === "element") {
      const network = networks.get(node.element.name);
      if (network !== undefined) groups.push(networkComponents(network, node.element.name, from, to, namer));
      continue;
    }
    const { kind, children } = node;
    const inner = kind === "series" ? children.slice(1).map(() => namer.node()) : [];
    const ends = children.map((child, index) =>
      kind === "parallel"
        ? { node: child, from, to }
        : { node: child, from: inner[index - 1] ?? from, to: inner[index] ?? to },
    );
    open.push(...ends.reverse());
  }
  return groups;
}

function errorOfWhole(
  { circuit }: ValuedCircuit,
  networks: ReadonlyMap<string, ElementNetwork>,
  frequencyHz: Float64Array,
  [lowest, highest]: Band,
): number {
  const within = frequencyHz.filter((frequency) => frequency >= lowest && frequency <= highest);
  const exact: Simulated = simulate(circuit, within);
  let largest = 0;
  for (const [index, frequency] of within.entries()) {
    const omega = 2 * Math.PI * frequency;
    const [re, im] = foldCircuit<readonly [number, number]>(
      circuit.root,
      ({ name }) => networkImpedance(networks.get(name) ?? { domain: "impedance", sections: [] }, omega),
      ({ kind }, parts) => {
        const sum = (items: readonly (readonly [number, number])[]): readonly [number, number] =>
          items.reduce((total, item) => [total[0] + item[0], total[1] + item[1]], [0, 0]);
        return kind === "series" ? sum(parts) : reciprocal(...sum(parts.map((part) => reciprocal(...part))));
      },
    );
    const [x, y] = [exact.re[index] ?? NaN, exact.im[index] ?? NaN];
    largest = Math.max(largest, Math.hypot(re - x, im - y) / Math.hypot(x, y));
  }
  return largest;
}

interface NetlistFacts {
  readonly name: string;
  readonly valued: ValuedCircuit;
  readonly band: Band;
  readonly approximated: readonly ApproximatedElement[];
  readonly error: number;
  readonly warnings: readonly string[];
  readonly added: number;
}

function netlist(facts: NetlistFacts, whole: readonly Component[]): string {
  const { name, valued, band, approximated, error, warnings, added } = facts;
  const comments = [
    `${circuitOutline(valued.circuit.text)}, written by eisfit ${version}`,
    `Use: .include FILE, then X1 node1 node2 ${name}`,
    ...valued.parameters.map(
      ({ name: own, value, unit }) => `${own} = ${formatNumber(value)}${unit === "-" ? "" : ` ${unit}`}`,
    ),
    `Holds from ${number(band[0])} Hz to ${number(band[1])} Hz: |Z| is off by no more than ${percent(error)}`,
    ...approximated.map(
      (one) => `${one.name}: ${String(one.components)} components, off by no more than ${percent(one.error)}`,
    ),
    ...warnings.map((warning) => `Warning: ${warning}`),
    ...(added === 0
      ? []
      : ["Rleak and Rloss give the simulator an operating point; they change the impedance by less than a millionth"]),
    ...(whole.some(({ kind }) => kind === "L")
      ? ["LTspice gives inductors 1 mohm in series unless told otherwise"]
      : []),
  ];
  const lines = whole.map(({ name: own, from, to, value }) => `${own} ${from} ${to} ${number(value)}`);
  return `${[...comments.map((comment) => `* ${comment}`), `.subckt ${name} ${PORTS.join(" ")}`, ...lines, `.ends ${name}`].join("\n")}\n`;
}

/** Without letters behind it, which SPICE would take for a prefix. */
function number(value: number): string {
  return formatNumber(Number(value.toPrecision(DIGITS)));
}

function percent(share: number): string {
  return `${String(Number((100 * share).toPrecision(2)))} %`;
}
