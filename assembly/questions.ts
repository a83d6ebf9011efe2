/**
 * What examiner.wasm exports besides all that engine.wasm does: answers to questions about finished fits. A module of its own,
 * so that fits do not wait for it to be compiled; its state is its own too.
 */
export { reserveDrt } from "./drt/problem";
export { drtDeviation, drtWeights, runDrt } from "./drt/run";
export { runBaseline } from "./kramersKronig/baseline";
export { scanLinear, solveLinear } from "./kramersKronig/linear";
export { chooseLinear, fallsLinear, leaveOutLinear, reserveLinear, scoreLinear } from "./kramersKronig/score";
export { reserveZhit, runZhit } from "./zhit/zhit";
export { chiSquareTail, fisherTail } from "./statistics/distributions";
export { errorStructureNumbers, fitErrorStructure, placeTable } from "./statistics/errorStructure";
export { studentQuantile } from "./statistics/studentT";
export { reserveResiduals, testResiduals } from "./statistics/residualTests";
export { beginBootstrap, drawReplicas, endBootstrap } from "./uncertainty/bootstrap";
export { runInformation } from "./uncertainty/information";
export { runProfile } from "./uncertainty/profile";
export { beginFactors, beginPolish, factorJoint, solveFactors } from "./joint/factor";
export { effectsCommon, effectsJoint, invertCommon } from "./joint/effects";
export { acceptPolished, advanceJoint, beginDescent } from "./joint/loop";
export { clearJoint, jointAddress, noteJoint, reserveJoint } from "./joint/memory";
export { evaluateJoint, naturalJoint, startJoint } from "./joint/block";
