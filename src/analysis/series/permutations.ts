/** All orders of the numbers below `count`, that of the numbers themselves first. */
export function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1)
    .flatMap((shorter) =>
      Array.from({ length: count }, (_, k) => {
        const place = count - 1 - k;
        return [...shorter.slice(0, place), count - 1, ...shorter.slice(place)];
      }),
    )
    .sort((first, second) => disorder(first) - disorder(second));
}

function disorder(order: readonly number[]): number {
  return order.reduce((sum, value, place) => sum + (value === place ? 0 : 1), 0);
}
