import type { Network, Section } from "./sections.ts";

/** A resistor (ohm), inductor (H) or capacitor (F) between two nodes. */
export interface Component {
  readonly kind: "R" | "L" | "C";
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

/** What names nodes and components that no others have. SPICE does not tell capitals from small letters. */
export class Namer {
  private readonly taken = new Set<string>();
  private nodes = 0;

  constructor(ports: readonly string[]) {
    for (const port of ports) this.taken.add(port.toLowerCase());
  }

  name(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.taken.has(name.toLowerCase()); number++) name = `${wanted}_${String(number)}`;
    this.taken.add(name.toLowerCase());
    return name;
  }

  node(): string {
    this.nodes++;
    return this.name(`n${String(this.nodes)}`);
  }
}

type Branch = { readonly kind: Component["kind"]; readonly value: number };
/** Two-terminal pieces: branches side by side, or one behind the other, or of a series beside a capacitor. */
type Piece =
  | { readonly form: "parallel"; readonly branches: readonly Branch[] }
  | { readonly form: "series"; readonly branches: readonly Branch[] }
  | { readonly form: "tank"; readonly coil: readonly Branch[]; readonly capacitor: Branch };

/** The components of a network between two nodes. @param element the name of the element that it stands for. */
export function networkComponents(
  network: Network,
  element: string,
  from: string,
  to: string,
  namer: Namer,
): Component[] {
  const { domain, sections } = network;
  const components: Component[] = [];
  const isNative = sections.length === 1;
  const add = ({ kind, value }: Branch, number: number, first: string, second: string): void => {
    const own =
      isNative && element.toUpperCase().startsWith(kind)
        ? element
        : `${kind}_${element}${isNative ? "" : `_${String(number)}`}`;
    components.push({ kind, name: namer.name(own), from: first, to: second, value });
  };
  const chain = (branches: readonly Branch[], number: number, first: string, last: string): void => {
    let at = first;
    for (const [index, branch] of branches.entries()) {
      const next = index === branches.length - 1 ? last : namer.node();
      add(branch, number, at, next);
      at = next;
    }
  };
  let at = from;
  for (const [index, section] of sections.entries()) {
    const isLast = index === sections.length - 1;
    const end = domain === "admittance" || isLast ? to : namer.node();
    const piece = domain === "impedance" ? seriesPiece(section) : parallelPiece(section);
    const number = index + 1;
    if (piece.form === "series") chain(piece.branches, number, at, end);
    else if (piece.form === "parallel") for (const branch of piece.branches) add(branch, number, at, end);
    else {
      chain(piece.coil, number, at, end);
      add(piece.capacitor, number, at, end);
    }
    if (domain === "impedance") at = end;
  }
  return components;
}

/** The impedance coefficient * term. */
function seriesPiece({ term, coefficient }: Section): Piece {
  switch (term.kind) {
    case "constant":
      return { form: "series", branches: [{ kind: "R", value: coefficient }] };
    case "integral":
      return { form: "series", branches: [{ kind: "C", value: 1 / coefficient }] };
    case "derivative":
      return { form: "series", branches: [{ kind: "L", value: coefficient }] };
    case "lag":
      return {
        form: "parallel",
        branches: [
          { kind: "R", value: coefficient },
          { kind: "C", value: term.tau / coefficient },
        ],
      };
    case "lead":
      return {
        form: "parallel",
        branches: [
          { kind: "R", value: coefficient },
          { kind: "L", value: coefficient * term.tau },
        ],
      };
    case "resonance":
      return {
        form: "tank",
        coil: [
          { kind: "R", value: coefficient * term.damping },
          { kind: "L", value: coefficient / term.omega },
        ],
        capacitor: { kind: "C", value: 1 / (coefficient * term.omega) },
      };
    default:
      return term satisfies never;
  }
}

/** The admittance coefficient * term. */
function parallelPiece({ term, coefficient }: Section): Piece {
  switch (term.kind) {
    case "constant":
      return { form: "series", branches: [{ kind: "R", value: 1 / coefficient }] };
    case "integral":
      return { form: "series", branches: [{ kind: "L", value: 1 / coefficient }] };
    case "derivative":
      return { form: "series", branches: [{ kind: "C", value: coefficient }] };
    case "lag":
      return {
        form: "series",
        branches: [
          { kind: "R", value: 1 / coefficient },
          { kind: "L", value: term.tau / coefficient },
        ],
      };
    case "lead":
      return {
        form: "series",
        branches: [
          { kind: "R", value: 1 / coefficient },
          { kind: "C", value: coefficient * term.tau },
        ],
      };
    case "resonance":
      throw new TypeError("No admittance is approximated by resonances.");
    default:
      return term satisfies never;
  }
}
