import type { InternTable } from '../../interface';
import type { SqljsDatabase, TransactionMember } from '../sqljs-database';
import { numberOf, textOf } from './values';

export interface InternTableNames {
  readonly table: string;
  readonly nid: string;
  readonly text: string;
}

/**
 * Text and NID of a table held in memory both ways, so that no event costs a query. Minted ones are
 * noted until the transaction ends, because a rollback gives their NIDs to others.
 */
export class MemoryInternTable<Nid extends number> implements InternTable<Nid>, TransactionMember {
  readonly #database: SqljsDatabase;
  readonly #insert: string;
  readonly #nids = new Map<string, Nid>();
  readonly #texts = new Map<Nid, string>();
  readonly #minted: string[] = [];

  constructor(database: SqljsDatabase, names: InternTableNames) {
    this.#database = database;
    this.#insert = `INSERT INTO ${names.table} (${names.text}) VALUES (?) RETURNING ${names.nid}`;
    for (const row of database.rows(`SELECT ${names.nid}, ${names.text} FROM ${names.table}`))
      this.#remember(textOf(row[1] ?? null), numberOf(row[0] ?? null) as Nid);
    database.join(this);
  }

  find(text: string): Nid | undefined {
    return this.#nids.get(text);
  }

  text(nid: Nid): string | undefined {
    return this.#texts.get(nid);
  }

  assign(text: string): Nid {
    const known = this.#nids.get(text);
    if (known !== undefined) return known;
    const nid = this.#database.insert(this.#insert, [text]) as Nid;
    this.#remember(text, nid);
    this.#minted.push(text);
    return nid;
  }

  mark(): number {
    return this.#minted.length;
  }

  rollBackTo(mark: number): void {
    for (const text of this.#minted.splice(mark)) {
      const nid = this.#nids.get(text);
      this.#nids.delete(text);
      if (nid !== undefined) this.#texts.delete(nid);
    }
  }

  afterCommit(): void {
    this.#minted.length = 0;
  }

  #remember(text: string, nid: Nid): void {
    this.#nids.set(text, nid);
    this.#texts.set(nid, text);
  }
}
