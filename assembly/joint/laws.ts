/**
 * From the unknowns of a joint fit to the variables theta of one spectrum. A shared parameter has its natural coordinate, ln p or an
 * exponent itself, in common; the kernel's differs from it by a constant of the spectrum. One that goes with temperature has its coordinates
 * at both ends of the range as unknowns, so that limits that hold there hold between them.
 */
import { exp } from "../math/exp";
import { log } from "../math/log";
import { shift } from "../parameters";
import { JOINT_BETWEEN, JOINT_LOCAL, JOINT_SAME, JOINT_SHARES } from "../agreed/joint";
import { number, setNumber, word } from "../view";
import { theta, variableParameter, variables } from "../workspace";
import { common, lawList, locals, placeList, shares, slopes } from "./memory";

/** Writes theta of the resident problem, spectrum `i`, for the unknowns at `at`, and by how much each shared variable follows its one or two unknowns. */
export function placeTheta(i: i32, at: usize): void {
  for (let k = 0; k < variables; k++) {
    const law = word(lawList, k);
    const place = word(placeList, k);
    if (law == JOINT_LOCAL) {
      setNumber(theta, k, number(at, i * locals + place));
      continue;
    }
    let value = number(at, common + place);
    let first: f64 = 1;
    let second: f64 = 0;
    if (law != JOINT_SAME) {
      const share = shares + (<usize>((i * variables + k) * JOINT_SHARES) << 3);
      const start = value;
      const end = number(at, common + place + 1);
      first = number(share, 0);
      second = number(share, 1);
      if (law == JOINT_BETWEEN) {
        value = first * start + second * end + number(share, 2);
      } else {
        // Taken relative to the larger end, so that neither exponential overflows.
        const top = max(start, end);
        const a = first * exp(start - top);
        const b = second * exp(end - top);
        value = top + log(a + b);
        first = a / (a + b);
        second = b / (a + b);
      }
    }
    setNumber(slopes, 2 * k, first);
    setNumber(slopes, 2 * k + 1, second);
    setNumber(theta, k, value + shift(word(variableParameter, k)));
  }
}
