/**
 * The elements and connections of a canonical circuit text without its values and statements, as in
 * `R0-(R1|CPE1)` for `R0{20 in 1..}-(R1|CPE1{n = 0.9}); cell symmetric`.
 */
export function circuitOutline(text: string): string {
  // Braces do not nest, and only citations and units, which follow the first semicolon, may hold arbitrary text.
  return text.replace(/\{[^}]*\}/g, "").replace(/\s*;[^]*$/, "");
}
