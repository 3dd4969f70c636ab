import { type DendritePoint, pointOfDeparture } from '../../matrix/room-versions/algorithm';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';

/**
 * The same rules, which note in `asked` every point whose departure a computation asks for. A
 * computation that never asked for a point comes out the same with the point switched over.
 */
export function observedRules(
  rules: RoomVersionRules,
  asked: Set<DendritePoint>,
): RoomVersionRules {
  const observed = <Departures extends object>(departures: Departures): Departures =>
    new Proxy(departures, {
      get(target, name) {
        const point = typeof name === 'string' ? pointOfDeparture(name) : undefined;
        if (point !== undefined) asked.add(point);
        return Reflect.get(target, name);
      },
    });
  const { stateResolution, auth } = rules;
  return {
    ...rules,
    stateResolution: { ...stateResolution, departures: observed(stateResolution.departures) },
    auth: { ...auth, departures: observed(auth.departures) },
  };
}
