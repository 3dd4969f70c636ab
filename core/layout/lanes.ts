import type { Csr } from '../base/csr';
import { EDGE_STRIDE, EdgeFlag, PORTAL_ROWS } from './format/edge-fields';
import { LaneTable, NO_ROW } from './lane-table';

export interface LaneInput {
  readonly rows: number;
  /** Parents (prev events) by row; each lies above its child. */
  readonly parents: Csr;
  /** 1: the event was refused. Refused events stand aside and hold no lane for children. */
  readonly refused: Uint8Array;
}

export interface LaneLayout {
  /** Lane of each row's node. */
  readonly lane: Uint16Array;
  readonly lanes: number;
  /** {@link EDGE_STRIDE} numbers per edge, ascending by child row, then in the order of parents. */
  readonly edges: Int32Array;
}

/** Parents this close together count as one place from which a fork may leave. */
const NEAR_ROWS = 3;

/** From this lane on a fork prefers to share lanes over an edge of its own. */
const WIDE_LANES = 12;

/**
 * Gives every event a lane and every edge the lane it runs in, in one pass from the root. What a row
 * gets depends on rows above it only: appending never moves what is there. O(edges x lanes).
 *
 * - The first accepted child of an event continues its lane, or merges it into its own.
 * - Any other child is a fork: it takes the lowest lane free since its latest parent.
 * - Edges that share a lane at some row share an end, and none runs through a node.
 */
export function layoutLanes(input: LaneInput): LaneLayout {
  const placing = new LanePlacing(input);
  for (let row = 0; row < input.rows; row++) placing.place(row);
  return placing.layout();
}

class LanePlacing {
  readonly #input: LaneInput;
  readonly #table = new LaneTable();
  readonly #lane: Uint16Array;
  readonly #edges: Int32Array;
  #used = 0;
  #lanes = 0;

  constructor(input: LaneInput) {
    this.#input = input;
    this.#lane = new Uint16Array(input.rows);
    this.#edges = new Int32Array(input.parents.targets.length * EDGE_STRIDE);
  }

  layout(): LaneLayout {
    return { lane: this.#lane, lanes: this.#lanes, edges: this.#edges };
  }

  place(row: number): void {
    const refused = this.#input.refused[row] === 1;
    const near = this.#nearParents(row);
    const lane = refused ? this.#sideLane(row, near) : this.#laneFor(row, near);
    this.#lane[row] = lane;
    this.#lanes = Math.max(this.#lanes, lane + 1);
    this.#connect(row, lane, refused);
    this.#table.placeNode(lane, row, !refused);
  }

  /** Parents that are not behind a portal. */
  #nearParents(row: number): number[] {
    const { start, targets } = this.#input.parents;
    const near: number[] = [];
    for (let at = start[row] ?? 0; at < (start[row + 1] ?? 0); at++) {
      const parent = targets[at] ?? 0;
      if (row - parent <= PORTAL_ROWS) near.push(parent);
    }
    return near;
  }

  #laneFor(row: number, parents: readonly number[]): number {
    let kept = Number.POSITIVE_INFINITY;
    for (const parent of parents) {
      const lane = this.#lane[parent] ?? 0;
      if (this.#table.isKeptFor(lane, parent)) kept = Math.min(kept, lane);
    }
    return Number.isFinite(kept) ? kept : this.#forkLane(row, parents);
  }

  #forkLane(row: number, parents: readonly number[]): number {
    if (parents.length === 0) return this.#table.lowestFree(row - 1, row);
    const latest = Math.max(...parents);
    const near = latest - Math.min(...parents) <= NEAR_ROWS;
    const lane = this.#table.lowestFree(near ? latest : row - 1, row);
    return lane < WIDE_LANES ? lane : this.#table.lowestFree(row - 1, row);
  }

  /** Beside the parent's lane, which the accepted child will continue. */
  #sideLane(row: number, parents: readonly number[]): number {
    if (parents.length === 0) return this.#table.lowestFree(row - 1, row);
    const latest = Math.max(...parents);
    const lane = this.#table.lowestFree(latest, row, this.#lane[latest] ?? NO_ROW);
    return lane < WIDE_LANES ? lane : this.#table.lowestFree(row - 1, row);
  }

  /** Writes the edges of `row`. Lanes are chosen before any is taken: edges of one child may share. */
  #connect(row: number, lane: number, refused: boolean): void {
    const { start, targets } = this.#input.parents;
    const from = start[row] ?? 0;
    const to = start[row + 1] ?? 0;
    const first = this.#used;
    for (let at = from; at < to; at++) this.#writeEdge(row, lane, targets[at] ?? 0, refused);
    for (let at = from; at < to; at++) {
      const parent = targets[at] ?? 0;
      const edgeLane = this.#edges[first + (at - from) * EDGE_STRIDE + 4] ?? 0;
      if (!refused) this.#table.release(this.#lane[parent] ?? 0, parent);
      if (row - parent === 1 || row - parent > PORTAL_ROWS) continue;
      this.#table.runEdge(edgeLane, parent, row);
      this.#lanes = Math.max(this.#lanes, edgeLane + 1);
    }
  }

  #writeEdge(row: number, lane: number, parent: number, refused: boolean): void {
    const parentLane = this.#lane[parent] ?? 0;
    const edgeLane = this.#edgeLane(row, lane, parent, parentLane, refused);
    const flags = refused ? EdgeFlag.refused : 0;
    this.#edges.set([row, lane, parent, parentLane, edgeLane, flags], this.#used);
    this.#used += EDGE_STRIDE;
  }

  #edgeLane(row: number, lane: number, parent: number, parentLane: number, refused: boolean) {
    if (row - parent === 1 || row - parent > PORTAL_ROWS) return lane;
    const own = this.#table.openTo(lane, parent);
    if (refused && own) return lane;
    if (this.#table.openTo(parentLane, parent)) return parentLane;
    return own ? lane : this.#table.lowestOpen(parent, row);
  }
}
