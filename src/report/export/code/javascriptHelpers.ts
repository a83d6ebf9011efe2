/** Functions of complex numbers as JavaScript source, none of which overflows for a large argument or loses digits for a small one. */
export type Helper =
  | "series"
  | "parallel"
  | "add"
  | "scale"
  | "multiply"
  | "divide"
  | "power"
  | "squareRoot"
  | "decay"
  | "tanh"
  | "coth"
  | "cosech"
  | "langevin"
  | "besselRatio"
  | "hankelSeries";

interface HelperSource {
  readonly source: string;
  readonly needs: readonly Helper[];
}

export const HELPERS: Readonly<Record<Helper, HelperSource>> = {
  series: {
    needs: ["add"],
    source: `function series(...parts) {
  return parts.reduce(add);
}
`,
  },
  parallel: {
    needs: ["add", "divide"],
    source: `function parallel(...parts) {
  return divide([1, 0], parts.map((part) => divide([1, 0], part)).reduce(add));
}
`,
  },
  add: {
    needs: [],
    source: `function add([a, b], [c, d]) {
  return [a + c, b + d];
}
`,
  },
  scale: {
    needs: [],
    source: `function scale(factor, [a, b]) {
  return [factor * a, factor * b];
}
`,
  },
  multiply: {
    needs: [],
    source: `function multiply([a, b], [c, d]) {
  return [a * c - b * d, a * d + b * c];
}
`,
  },
  divide: {
    needs: [],
    source: `function divide([a, b], [c, d]) {
  if (Math.abs(c) >= Math.abs(d)) {
    const ratio = d / c;
    const bottom = c + d * ratio;
    return [(a + b * ratio) / bottom, (b - a * ratio) / bottom];
  }
  const ratio = c / d;
  const bottom = c * ratio + d;
  return [(a * ratio + b) / bottom, (b * ratio - a) / bottom];
}
`,
  },
  power: {
    needs: [],
    source: `function power([a, b], exponent) {
  const modulus = Math.hypot(a, b) ** exponent;
  const angle = exponent * Math.atan2(b, a);
  return [modulus * Math.cos(angle), modulus * Math.sin(angle)];
}
`,
  },
  squareRoot: {
    needs: [],
    source: `function squareRoot([a, b]) {
  const modulus = Math.sqrt(Math.hypot(a, b));
  const angle = Math.atan2(b, a) / 2;
  return [modulus * Math.cos(angle), modulus * Math.sin(angle)];
}
`,
  },
  decay: {
    needs: [],
    source: `// exp(-2 x) - 1
function decay([a, b]) {
  const sine = Math.sin(b);
  return [Math.expm1(-2 * a) * Math.cos(2 * b) - 2 * sine * sine, -Math.exp(-2 * a) * Math.sin(2 * b)];
}
`,
  },
  tanh: {
    needs: ["decay", "divide"],
    source: `function tanh(x) {
  const [a, b] = decay(x);
  return divide([-a, -b], [a + 2, b]);
}
`,
  },
  coth: {
    needs: ["decay", "divide"],
    source: `function coth(x) {
  const [a, b] = decay(x);
  return divide([a + 2, b], [-a, -b]);
}
`,
  },
  cosech: {
    needs: ["decay", "divide"],
    source: `function cosech([a, b]) {
  const size = -2 * Math.exp(-a);
  return divide([size * Math.cos(b), -size * Math.sin(b)], decay([a, b]));
}
`,
  },
  langevin: {
    needs: ["add", "coth", "divide", "multiply"],
    source: `// coth x - 1/x; near 0, where the two cancel, by Lambert's continued fraction
function langevin(x) {
  if (Math.hypot(...x) > 1) return add(coth(x), divide([-1, 0], x));
  const square = multiply(x, x);
  let fraction = [27, 0];
  for (let level = 12; level >= 1; level--) fraction = add([2 * level + 1, 0], divide(square, fraction));
  return divide(x, fraction);
}
`,
  },
  besselRatio: {
    needs: ["add", "divide", "hankelSeries"],
    source: `// I0(x)/I1(x), modified Bessel functions: a continued fraction, beyond |x| = 25 Hankel's expansions
function besselRatio(x) {
  if (Math.hypot(...x) > 25) return divide(hankelSeries(x, 0), hankelSeries(x, 1));
  let fraction = divide([140, 0], x);
  for (let level = 69; level >= 1; level--) {
    fraction = add(divide([2 * level, 0], x), divide([1, 0], fraction));
  }
  return fraction;
}
`,
  },
  hankelSeries: {
    needs: ["add", "divide", "scale"],
    source: `function hankelSeries(x, order) {
  let term = [1, 0];
  let sum = term;
  for (let k = 1; k <= 24; k++) {
    term = divide(scale(((2 * k - 1) ** 2 - 4 * order ** 2) / (8 * k), term), x);
    sum = add(sum, term);
  }
  return sum;
}
`,
  },
};
