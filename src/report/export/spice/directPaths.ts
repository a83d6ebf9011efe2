import type { Component, Namer } from "./components.ts";

/** A leak beside a capacitor has so many times its impedance at the lowest frequency. */
const LEAK = 1e7;
/** A loss in a loop of inductors has this share of their impedance at the lowest frequency. */
const LOSS = 1e-7;

/**
 * The components with what a simulator needs for its operating point and what changes nothing that can be seen: a large resistor
 * beside a capacitor that cuts nodes off, a small one in series with an inductor that closes a loop of inductors.
 *
 * @param lowestHz of the band in which nothing may change.
 * @returns the components, and how many were added.
 */
export function withDirectPaths(
  components: readonly Component[],
  ports: readonly [string, string],
  lowestHz: number,
  namer: Namer,
): { readonly components: Component[]; readonly added: number } {
  const omega = 2 * Math.PI * lowestHz;
  const inductive = new Groups();
  const direct = new Groups();
  const whole: Component[] = [];
  let added = 0;
  for (const component of components) {
    const { kind, name, from, to, value } = component;
    if (kind !== "C") direct.join(from, to);
    if (kind !== "L" || inductive.join(from, to)) {
      whole.push(component);
      continue;
    }
    const between = namer.node();
    whole.push({ ...component, to: between });
    whole.push({ kind: "R", name: namer.name(`Rloss_${name}`), from: between, to, value: LOSS * omega * value });
    direct.join(from, between);
    added++;
  }
  const [first, second] = ports;
  for (const { kind, name, from, to, value } of components) {
    if (kind !== "C" || direct.isOne(from, to)) continue;
    // What both ports hold is for the circuit outside to say.
    const isHeld = (node: string): boolean => direct.isOne(node, first) || direct.isOne(node, second);
    if (isHeld(from) && isHeld(to)) continue;
    whole.push({ kind: "R", name: namer.name(`Rleak_${name}`), from, to, value: LEAK / (omega * value) });
    direct.join(from, to);
    added++;
  }
  return { components: whole, added };
}

/** Nodes that are joined (union-find). */
class Groups {
  private readonly parents = new Map<string, string>();

  private rootOf(node: string): string {
    let root = node;
    for (let above = this.parents.get(root); above !== undefined; above = this.parents.get(root)) root = above;
    return root;
  }

  isOne(one: string, other: string): boolean {
    return this.rootOf(one) === this.rootOf(other);
  }

  /** Joins two nodes; false where they were one already. */
  join(one: string, other: string): boolean {
    const [first, second] = [this.rootOf(one), this.rootOf(other)];
    if (first === second) return false;
    this.parents.set(first, second);
    return true;
  }
}
