import type { Theme } from "./theme.ts";

/** Even steps of viridis (van der Walt and Smith, CC0), which rises evenly in lightness, also to the colour-blind and in grey. */
const STEPS = [
  [0x44, 0x01, 0x54],
  [0x48, 0x28, 0x78],
  [0x3e, 0x49, 0x89],
  [0x31, 0x68, 0x8e],
  [0x26, 0x82, 0x8e],
  [0x1f, 0x9e, 0x89],
  [0x35, 0xb7, 0x79],
  [0x6e, 0xce, 0x58],
  [0xb5, 0xde, 0x2b],
  [0xfd, 0xe7, 0x25],
] as const;

/** The part of the steps that stands out from the ground. */
const USED: Readonly<Record<Theme, readonly [number, number]>> = {
  light: [0, 0.82],
  dark: [0.3, 1],
  auto: [0.3, 0.82],
};

/** The colour of a share from 0 to 1 of a sequence. */
export function sequentialColour(share: number, theme: Theme): string {
  const [from, to] = USED[theme];
  const at = (from + Math.min(1, Math.max(0, share)) * (to - from)) * (STEPS.length - 1);
  const step = Math.min(STEPS.length - 2, Math.floor(at));
  const [first, second] = [STEPS[step], STEPS[step + 1]];
  const parts = (first ?? [0, 0, 0]).map((part, k) => Math.round(part + (at - step) * ((second?.[k] ?? 0) - part)));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
