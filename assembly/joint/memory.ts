/**
 * Joint fits: n spectra of one circuit with P variables each, of which m are the spectrum's own; the others follow from q unknowns
 * that all have in common. The unknowns x are the m of each spectrum, one spectrum after the other, then the q.
 *
 * The spectra pass through the kernel's layout one by one. What is kept of each is its block: the upper triangle of the Gram
 * matrix of its Jacobian by (own unknowns, common unknowns) and its residual, m + q + 1 rows. All stands behind the
 * largest layout, so that no spectrum overwrites it:
 *
 *   laws, places        P words each         (host writes)  what each variable is, and its first unknown among the m or the q
 *   shares              3 n P numbers        (host writes)  how far it is from either end; see program.ts
 *   held                n P words            (host writes)  1, 2: held at its lower, upper limit
 *   x, trial, step ...  n m + q numbers each
 *   blocks              n (m + q + 1) rows   three times: at x, at the trial, and factored
 *   columns             m + q + 1 columns of the longest spectrum, for its QR
 *   stack               n q rows             what the QR of each spectrum leaves of the common unknowns
 */
import {
  JOINT_BUFFER_HELD,
  JOINT_BUFFER_LAWS,
  JOINT_BUFFER_PLACES,
  JOINT_BUFFER_REPORT,
  JOINT_BUFFER_SHARES,
  JOINT_BUFFER_STATUS,
  JOINT_BUFFER_X,
  JOINT_REPORT,
} from "../agreed/joint";
import { setNumber } from "../view";
import { endOfLayout, reach, stride, variables } from "../workspace";

export let spectra: i32 = 0;
export let locals: i32 = 0;
export let globals: i32 = 0;
/** Columns of a block without the residual's. */
export let order: i32 = 0;
/** All unknowns. */
export let unknowns: i32 = 0;
/** Number of the first common unknown. */
export let common: i32 = 0;

export let lawList: usize = 0;
export let placeList: usize = 0;
export let shares: usize = 0;
export let held: usize = 0;
export let x: usize = 0;
export let trial: usize = 0;
export let step: usize = 0;
export let lower: usize = 0;
export let upper: usize = 0;
export let gradient: usize = 0;
/** Running maximum of the diagonal of J^T J. */
export let scaling: usize = 0;
/** Lengths of the columns of J. */
export let norms: usize = 0;
/** How each unknown is held in the step: see lm/bounds.ts. */
export let pinned: usize = 0;
/** VARIABLE_ constants, one an unknown. */
export let status: usize = 0;
/** S of each spectrum's weights in the units of S against the largest. */
export let scales: usize = 0;
export let slopes: usize = 0;
export let signals: usize = 0;
export let report: usize = 0;

export let blocks: usize = 0;
export let trialBlocks: usize = 0;
export let factors: usize = 0;
/** Bytes of a row and of a block. */
export let row: usize = 0;
export let area: usize = 0;
/** The system of the common unknowns, or their R and Q^T r. */
export let center: usize = 0;
export let list: usize = 0;
export let work: usize = 0;

export let columns: usize = 0;
export let columnBytes: usize = 0;
export let stack: usize = 0;
export let stackBytes: usize = 0;
/** What is answered about one spectrum. */
export let answer: usize = 0;

let base: usize = 0;
let longest: usize = 0;

/** Forgets what was noted of earlier spectra. */
export function clearJoint(): void {
  base = 0;
  longest = 0;
}

/** Notes how much room the resident problem takes. */
export function noteJoint(): void {
  base = max(base, endOfLayout());
  longest = max(longest, <usize>stride);
}

let cursor: usize = 0;

function take(bytes: usize): usize {
  const at = cursor;
  cursor = (cursor + bytes + 63) & ~(<usize>63);
  return at;
}

/**
 * Makes room for a joint fit of so many spectra with the circuit of the resident problem. Returns the address of the first thing
 * that the host writes; 0 where the machine does not give the memory. All spectra must have been noted.
 */
export function reserveJoint(spectrumCount: i32, localCount: i32, globalCount: i32, parameterCount: i32): usize {
  spectra = spectrumCount;
  locals = localCount;
  globals = globalCount;
  order = localCount + globalCount;
  common = spectrumCount * localCount;
  unknowns = common + globalCount;
  row = <usize>((order + 2) & ~1) << 3;
  area = row * (order + 1);
  columnBytes = longest;
  stackBytes = <usize>max(1, spectrumCount * globalCount) << 3;
  stackBytes = (stackBytes + 31) & ~(<usize>31);
  const n = <usize>spectrumCount;
  const p = <usize>variables;
  const vector = (<usize>unknowns + 2) << 3;
  const total: u64 =
    <u64>base + (1 << 13) + <u64>p * 24 + <u64>n * p * 28 + 12 * <u64>(vector + 64) + 3 * <u64>n * area +
    <u64>(order + 1) * columnBytes + <u64>(globalCount + 1) * stackBytes + 4 * <u64>area + <u64>n * 16 +
    <u64>max(parameterCount, globalCount) * (order + 1) * 8;
  if (!reach(total)) return 0;
  cursor = base;
  lawList = take(p << 2);
  placeList = take(p << 2);
  shares = take(n * p * 24);
  held = take(n * p << 2);
  x = take(vector);
  trial = take(vector);
  step = take(vector);
  lower = take(vector);
  upper = take(vector);
  gradient = take(vector);
  scaling = take(vector);
  norms = take(vector);
  work = take(vector);
  pinned = take(vector);
  status = take(vector);
  scales = take(n << 3);
  signals = take(n << 3);
  slopes = take(p << 4);
  report = take(JOINT_REPORT << 3);
  blocks = take(n * area);
  trialBlocks = take(n * area);
  factors = take(n * area);
  center = take(area);
  list = take(area);
  columns = take(<usize>(order + 1) * columnBytes);
  stack = take(<usize>(globalCount + 1) * stackBytes);
  answer = take(<usize>max(parameterCount, globalCount) * (order + 1) << 3);
  for (let a = 0; a < globalCount; a++) {
    setNumber(lower, common + a, -Infinity);
    setNumber(upper, common + a, Infinity);
  }
  return lawList;
}

/** The trial becomes the current point. */
export function takeTrial(): void {
  memory.copy(x, trial, <usize>unknowns << 3);
  const old = blocks;
  blocks = trialBlocks;
  trialBlocks = old;
}

@inline
export function blockOf(set: usize, spectrum: i32): usize {
  return set + <usize>spectrum * area;
}

/** Number of the unknown that stands in a column of a spectrum's block. */
@inline
export function unknownOf(spectrum: i32, column: i32): i32 {
  return column < locals ? spectrum * locals + column : common + column - locals;
}

/** Address of a buffer of the joint fit for the host. */
export function jointAddress(buffer: i32): usize {
  switch (buffer) {
    case JOINT_BUFFER_LAWS: return lawList;
    case JOINT_BUFFER_PLACES: return placeList;
    case JOINT_BUFFER_SHARES: return shares;
    case JOINT_BUFFER_HELD: return held;
    case JOINT_BUFFER_X: return x;
    case JOINT_BUFFER_STATUS: return status;
    case JOINT_BUFFER_REPORT: return report;
    default: return answer;
  }
}
