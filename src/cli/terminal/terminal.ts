/** What one of the two outputs of a program leads to. */
export interface Screen {
  /** Somebody looks at it; false for a file or a pipe. */
  readonly isTerminal: boolean;
  /** Characters a line, where it is a terminal that tells. */
  readonly columns?: number;
}

/** What a command line may know of the place it was typed in. */
export interface Terminal {
  readonly out: Screen;
  readonly error: Screen;
  /** Variables of the environment: `NO_COLOR`, `FORCE_COLOR`, `TERM`, `COLUMNS`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Output into files and pipes, as in tests: no colours, no progress, no width to keep to. */
export const noTerminal: Terminal = {
  out: { isTerminal: false },
  error: { isTerminal: false },
  environment: {},
};

const USUAL_WIDTH = 80;
const LEAST_WIDTH = 40;

/** The terminal of this process. Only its main thread knows it. */
export function terminalOfProcess(): Terminal {
  return { out: screenOf(process.stdout), error: screenOf(process.stderr), environment: { ...process.env } };
}

/**
 * Characters a line that text for people may have: those of a terminal, 80 where it does not tell, and no limit in a file or
 * a pipe, where lines are searched for words and read in editors.
 */
export function widthOf(screen: Screen): number {
  if (!screen.isTerminal) return Number.POSITIVE_INFINITY;
  return Math.max(LEAST_WIDTH, screen.columns ?? USUAL_WIDTH);
}

function screenOf(stream: NodeJS.WriteStream): Screen {
  // The types say that it always is one; of a pipe it is undefined.
  const isTerminal = Boolean(stream.isTTY);
  return isTerminal && stream.columns > 0 ? { isTerminal, columns: stream.columns } : { isTerminal };
}
