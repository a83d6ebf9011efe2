/**
 * Arithmetic on pairs of f64 under short names, so that a formula on v128 reads as a formula.
 * Only operations that IEEE 754 rounds correctly, hence the same bits on every machine.
 */

@inline
export function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

@inline
export function sub(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

@inline
export function mul(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

@inline
export function div(a: v128, b: v128): v128 {
  return f64x2.div(a, b);
}

/**
 * Entry `index` of a table of f64 in both lanes. A splat from memory leaves the arithmetic ports free; as v128.const
 * the same constants made exp 1.3 (Node 20) to 1.9 (Node 24) times slower.
 */
@inline
export function entry(table: usize, index: usize): v128 {
  return v128.load64_splat(table + (index << 3));
}

/** Lane 0. */
@inline
export function first(a: v128): f64 {
  return f64x2.extract_lane(a, 0);
}
