import type { ParameterSetting, SampleTexts, Session, Sweep } from "./session.ts";

/** Makes one session of another. */
export type Change = (session: Session) => Session;

/** Adds sweeps behind the others and looks at the first of them. */
export function addSweeps(added: readonly Sweep[]): Change {
  return (session) => {
    const [first] = added;
    if (first === undefined) return session;
    return { ...session, sweeps: [...session.sweeps, ...added], selected: first.id };
  };
}

/** Takes sweeps away with all that was decided for them. */
export function removeSweeps(ids: readonly string[]): Change {
  return (session) => {
    const gone = new Set(ids);
    const place = session.sweeps.findIndex(({ id }) => id === session.selected);
    const sweeps = session.sweeps.filter(({ id }) => !gone.has(id));
    const near = sweeps[Math.min(Math.max(0, place), sweeps.length - 1)];
    const kept = session.selected !== null && !gone.has(session.selected) ? session.selected : (near?.id ?? null);
    return {
      ...session,
      sweeps,
      selected: kept,
      excluded: without(session.excluded, gone),
      conditions: without(session.conditions, gone),
      outOfSeries: session.outOfSeries.filter((id) => !gone.has(id)),
    };
  };
}

export function selectSweep(id: string): Change {
  return (session) => (session.selected === id ? session : { ...session, selected: id });
}

/** Leaves points out, or takes them back where all of them are left out already. */
export function togglePoints(id: string, points: readonly number[]): Change {
  return (session) => {
    const excluded = new Set(session.excluded[id] ?? []);
    const isBack = points.every((point) => excluded.has(point));
    for (const point of points) {
      if (isBack) excluded.delete(point);
      else excluded.add(point);
    }
    return withExcluded(session, id, [...excluded]);
  };
}

export function excludePoints(id: string, points: readonly number[]): Change {
  return (session) => withExcluded(session, id, [...new Set([...(session.excluded[id] ?? []), ...points])]);
}

export function includeAll(id: string): Change {
  return (session) => withExcluded(session, id, []);
}

/** A circuit of other parameters has no use for the start of the last one; settings stay with the names that go on. */
export function setCircuit(circuit: string): Change {
  return (session) => (session.circuit === circuit ? session : { ...session, circuit, start: null });
}

export function addCompared(circuit: string): Change {
  return (session) =>
    session.compared.includes(circuit) ? session : { ...session, compared: [...session.compared, circuit] };
}

export function removeCompared(circuit: string): Change {
  return (session) => ({ ...session, compared: session.compared.filter((other) => other !== circuit) });
}

export function setParameter(name: string, setting: ParameterSetting): Change {
  return (session) => ({ ...session, settings: { ...session.settings, [name]: setting }, start: null });
}

export function setSample(field: keyof SampleTexts, text: string): Change {
  return (session) => ({ ...session, sample: { ...session.sample, [field]: text } });
}

/** Conditions of several sweeps, as a column that was pasted. */
export function setConditions(texts: Readonly<Record<string, string>>): Change {
  return (session) => ({ ...session, conditions: { ...session.conditions, ...texts } });
}

export function toggleInSeries(id: string): Change {
  return (session) => ({
    ...session,
    outOfSeries: session.outOfSeries.includes(id)
      ? session.outOfSeries.filter((other) => other !== id)
      : [...session.outOfSeries, id],
  });
}

/** Fields that stand for themselves. */
export function assign(fields: Partial<Session>): Change {
  return (session) => ({ ...session, ...fields });
}

function withExcluded(session: Session, id: string, points: number[]): Session {
  points.sort((a, b) => a - b);
  return { ...session, excluded: { ...session.excluded, [id]: points }, start: null };
}

function without<T>(record: Readonly<Record<string, T>>, gone: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
}
