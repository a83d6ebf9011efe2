/** What the tests of assembly/statistics call. */
export {
  chiSquareTail, fisherTail, logNormalTail, normalTail, studentTail,
} from "../../assembly/statistics/distributions";
export { reserveResiduals, testResiduals } from "../../assembly/statistics/residualTests";
export { studentQuantile } from "../../assembly/statistics/studentT";
