import { describe, expect, it } from "vitest";
import { amendCircuit, CircuitSyntaxError, parseCircuit, printCircuitFile, toLatex } from "../../src/circuit/index.ts";
import { DialectError, dialects } from "../../src/circuit/dialects/index.ts";
import { contentOf } from "./support.ts";

/** mulberry32, so that a failure can be repeated from its number. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const pieces = [
  ...'R1 R_b C1 CPE_gb Wo1 Ws Zarc2 TLMQ1 HN p( ( ) [ ] { } - | , ; = < > .. . + * / ^ % : ! # " \\'.split(" "),
  ..."in fixed free role bulk order tau( cite cell model circuit element inf nan 1 0 0.9 1e-9 1e400 -5 10n 1.2 kohm nF s^(n-1)".split(
    " ",
  ),
  ..."R= n= Q= p= R_b. CPE_gb.n = 2*R_b exp( ln( sqrt( 150% /inf/ //1e-3 20f :dl} ~ \u0000 \u0007 \u200B \u202E \uFEFF \uD800".split(
    " ",
  ),
  ...'derive capacitance( brug( log( sigma= sigma "S/cm"'.split(" "),
  ..."\u00B5F \u03A9 \u2126 \u2013 \u2212 \u2016 \u00B7 \u{1F600} e\u0301 \uFF32\uFF11 R\u0661".split(" "),
  " ",
  "\n",
  "\r\n",
  "\t",
  "\u2028",
];

const valid = [
  "R0-p(R1,CPE1)-W1",
  "R_b{200 in 1..1e6}-(R_gb|CPE_gb{Q = 10n, n = 0.9})-(R_int|CPE_int{n = CPE_gb.n}); tau(R_gb,CPE_gb) < tau(R_int,CPE_int)",
  'circuit a-b "t"\n  cell symmetric\n  model R_b - (R_gb | CPE_gb)\n  R_b 200 ohm in 1 .. 1e6 role bulk\n  cite "x"',
  'R_s-(R1|CPE1)-Zarc2; derive R_t = R_s + R1; derive 0.1/R_t "S/cm"; derive C(R1, CPE1)/brug(CPE1, R_s, R1); derive tau(Zarc2)',
  "R{R=20f:sol}(C{C=25e-6//1e-3:dl}[R{R=100/50/200}W{Y=2.4e-3/inf/150%}])",
  "R1-[P2,R3-[C4,R5]]",
  "R(RQ)([RW]C)O",
  "L1+R1+Q2/(R2+W2)+Mg3",
  "Wo1{p free}-K1{tau = sqrt(K2.tau)*2^-1}-K2{R = 1.2 kohm, tau = 5 ms}-La1{L = 2 uH s^(a-1)}",
];

function randomTokens(random: (below: number) => number): string {
  const length = random(25);
  let text = "";
  for (let index = 0; index < length; index++) text += pieces[random(pieces.length)] ?? "";
  return text;
}

function mutated(random: (below: number) => number): string {
  let text = valid[random(valid.length)] ?? "";
  for (let changes = random(3); changes > 0; changes--) {
    const at = random(text.length + 1);
    const span = random(6);
    const inserted =
      random(2) === 0 ? (pieces[random(pieces.length)] ?? "") : text.slice(random(text.length + 1)).slice(0, span);
    text = text.slice(0, at) + inserted + text.slice(at + (random(2) === 0 ? span : 0));
  }
  return text;
}

function randomCharacters(random: (below: number) => number): string {
  const length = random(40);
  const ranges = [0x20, 0x80, 0x300, 0x2100, 0x10000];
  const range = ranges[random(ranges.length)] ?? 0x80;
  return Array.from({ length }, () => String.fromCharCode(random(range))).join("");
}

const makers = [randomTokens, mutated, mutated, randomCharacters];

/** What any text must lead to: a circuit that survives printing, or an error that can be shown. */
function check(text: string): "circuit" | "error" {
  try {
    const circuit = parseCircuit(text);
    const again = parseCircuit(circuit.text);
    if (again.text !== circuit.text) throw new Error(`printing changes ${circuit.text}`);
    if (JSON.stringify(contentOf(again)) !== JSON.stringify(contentOf(circuit)))
      throw new Error(`printing loses of ${text}`);
    if (parseCircuit(printCircuitFile(circuit)).text !== circuit.text)
      throw new Error(`the file form loses of ${text}`);
    if (!toLatex(circuit).startsWith("Z(\\omega) = ")) throw new Error("no LaTeX");
    for (const { value = 0, lower, upper } of circuit.parameters) {
      if (!Number.isFinite(value) || Number.isNaN(lower) || Number.isNaN(upper))
        throw new Error(`not a number in ${text}`);
    }
    return "circuit";
  } catch (error) {
    if (error instanceof CircuitSyntaxError) checkError(error, text);
    else throw error;
    return "error";
  }
}

function checkError(error: CircuitSyntaxError, text: string): void {
  const lines = error.message.split("\n");
  if (lines.length > 8 || lines.some((line) => line.length > 500))
    throw new Error(`the message is too long: ${error.message}`);
  // They would move the cursor or turn the reading direction of a terminal.
  if (/[\p{Cc}\p{Cf}]/u.test(error.message.replaceAll("\n", "")))
    throw new Error(`control characters in ${JSON.stringify(error.message)}`);
  const isInside =
    error.offset >= 0 && error.offset + error.length <= text.length && error.line >= 1 && error.column >= 1;
  if (!isInside) throw new Error(`position outside of ${JSON.stringify(text)}`);
}

describe("any text", () => {
  it("is a circuit or a CircuitSyntaxError, 100 000 times", () => {
    const outcomes = { circuit: 0, error: 0 };
    for (let number = 0; number < 100_000; number++) {
      const random = randomNumbers(number);
      const text = (makers[number % makers.length] ?? randomTokens)(random);
      try {
        outcomes[check(text)]++;
      } catch (error) {
        throw new Error(`text ${String(number)}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
    // Both must occur often, or the texts test little.
    expect(outcomes.circuit).toBeGreaterThan(2_000);
    expect(outcomes.error).toBeGreaterThan(50_000);
  });

  it("is read or refused by the importers and by amendCircuit as well", () => {
    const circuit = parseCircuit("R_b-(R1|CPE_gb)-Wo1");
    const readers = [...dialects.map((dialect) => dialect.import), (text: string) => amendCircuit(circuit, text)];
    const read = readers.map(() => 0);
    for (let number = 0; number < 20_000; number++) {
      const text = (makers[number % makers.length] ?? randomTokens)(randomNumbers(1_000_000 + number));
      for (const [index, reader] of readers.entries()) {
        try {
          const result = reader(text);
          if (parseCircuit(result.text).text !== result.text) throw new Error(`printing changes ${result.text}`);
          read[index] = (read[index] ?? 0) + 1;
        } catch (error) {
          if (error instanceof CircuitSyntaxError) checkError(error, text);
          else if (!(error instanceof DialectError))
            throw new Error(`text ${String(number)}: ${JSON.stringify(text)}`, { cause: error });
        }
      }
    }
    for (const count of read) expect(count).toBeGreaterThan(20);
  });
});
