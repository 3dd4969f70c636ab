import initSqlJs from 'sql.js';
import { assert } from '../../../base/assert';
import { RoomscopeError } from '../../../base/errors';
import { MAX_DATABASE_BYTES } from './database-file';

export type SqlValue = number | bigint | string | Uint8Array | null;
export type SqlRow = readonly SqlValue[];

/** State kept in memory beside the tables, which a rollback must take back too. */
export interface TransactionMember {
  /** A mark to go back to; taken when a transaction (or a nested one) begins. */
  mark(): number;
  rollBackTo(mark: number): void;
  /** Writes what was held back; the outermost transaction is about to commit. */
  beforeCommit?(): void;
  /** What was noted for a rollback may be forgotten. */
  afterCommit(): void;
}

/**
 * A thin layer over sql.js: prepared statements by their text, rows as arrays, transactions that
 * nest. The only file that knows sql.js.
 */
export class SqljsDatabase {
  readonly readOnly: boolean;
  readonly #database: initSqlJs.Database;
  readonly #original: Uint8Array | null;
  readonly #statements = new Map<string, initSqlJs.Statement>();
  readonly #members: TransactionMember[] = [];
  #depth = 0;
  /** Under way, possibly across other work. */
  #iterations = 0;

  private constructor(database: initSqlJs.Database, original: Uint8Array | null) {
    this.#database = database;
    this.#original = original;
    this.readOnly = original !== null;
  }

  /** A new, empty database. */
  static async create(wasm: Uint8Array): Promise<SqljsDatabase> {
    const { Database } = await load(wasm);
    const database = new SqljsDatabase(new Database(), null);
    database.#prepareToWrite();
    return database;
  }

  /** A writable copy of the database in `bytes`. */
  static async openCopy(wasm: Uint8Array, bytes: Uint8Array): Promise<SqljsDatabase> {
    const { Database } = await load(wasm);
    const database = new SqljsDatabase(new Database(bytes), null);
    try {
      database.#prepareToWrite();
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  }

  /** Settings of the connection, which an export ends. */
  #prepareToWrite(): void {
    // The file lives in memory, so that neither journal nor sync protects anything; the journal in
    // memory is for ROLLBACK. Past about 3.5 GB sql.js hangs without an error, hence the limit.
    this.script(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = MEMORY;
      PRAGMA synchronous = OFF;
      PRAGMA cache_size = -65536;
      PRAGMA temp_store = MEMORY;
    `);
    const pageSize = this.number('PRAGMA page_size');
    this.script(`PRAGMA max_page_count = ${Math.floor(MAX_DATABASE_BYTES / pageSize)}`);
  }

  /** A database to read; `bytes` must not be changed by anyone while it is open. */
  static async openReadOnly(wasm: Uint8Array, bytes: Uint8Array): Promise<SqljsDatabase> {
    const { Database } = await load(wasm);
    const database = new SqljsDatabase(new Database(withoutCopy(bytes)), bytes);
    try {
      database.script(`
        PRAGMA query_only = ON;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA cache_size = -65536;
        PRAGMA temp_store = MEMORY;
      `);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  }

  /** Runs several statements; for schema and pragmas. */
  script(sql: string): void {
    this.#translated(() => this.#database.exec(sql));
  }

  /** Runs one writing statement. */
  run(sql: string, parameters: SqlRow): void {
    this.assertWritable();
    this.#step(sql, parameters);
  }

  /** Runs an INSERT ... RETURNING of one integer. */
  insert(sql: string, parameters: SqlRow): number {
    this.assertWritable();
    const value = this.#step(sql, parameters)?.[0];
    assert(typeof value === 'number', 'an insert must return its NID');
    return value;
  }

  /** The first row of a reading statement. */
  first(sql: string, parameters: SqlRow = []): SqlRow | undefined {
    return this.#step(sql, parameters);
  }

  /** The integer that a reading statement yields; 0 for NULL or no row. */
  number(sql: string, parameters: SqlRow = []): number {
    return Number(this.first(sql, parameters)?.[0] ?? 0);
  }

  /** Rows one by one; several iterations of the same text may be under way at once. */
  *rows(sql: string, parameters: SqlRow = []): Generator<SqlRow, void, undefined> {
    const statement = this.#translated(() => this.#database.prepare(sql));
    this.#iterations += 1;
    try {
      this.#translated(() => statement.bind(bindable(parameters)));
      while (this.#translated(() => statement.step())) yield statement.get();
    } finally {
      this.#iterations -= 1;
      statement.free();
    }
  }

  /** Throws unless in a transaction of a database that is ours. */
  assertWritable(): void {
    assert(!this.readOnly, 'this database is read-only');
    assert(this.#depth > 0, 'writes happen inside a transaction');
  }

  join(member: TransactionMember): void {
    this.#members.push(member);
  }

  /** See `Storage.transaction`. */
  transaction<T>(work: () => T): T {
    assert(!this.readOnly, 'this database is read-only');
    const level = this.#depth;
    const marks = this.#members.map((member) => member.mark());
    this.script(level === 0 ? 'BEGIN' : `SAVEPOINT level_${level}`);
    this.#depth += 1;
    try {
      const result = work();
      assert(!(result instanceof Promise), 'a transaction must not be async');
      this.#commit(level);
      return result;
    } catch (error) {
      this.#rollBack(level);
      for (const [index, member] of this.#members.entries()) member.rollBackTo(marks[index] ?? 0);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  export(): Uint8Array {
    assert(this.#depth === 0, 'export inside a transaction');
    return this.#original ?? this.#exportOwn();
  }

  /** sql.js closes the database to read its file, which ends every statement, and opens it again. */
  #exportOwn(): Uint8Array {
    if (this.#iterations > 0)
      throw new RoomscopeError(
        'usage',
        'The room is still being read, so that it cannot be saved yet. Save it again in a moment.',
      );
    this.#statements.clear();
    const bytes = this.#translated(() => this.#database.export());
    this.#prepareToWrite();
    return bytes;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #step(sql: string, parameters: SqlRow): SqlRow | undefined {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#translated(() => this.#database.prepare(sql));
      this.#statements.set(sql, statement);
    }
    try {
      statement.bind(bindable(parameters));
      return statement.step() ? statement.get() : undefined;
    } catch (error) {
      throw translate(error);
    } finally {
      statement.reset();
    }
  }

  #commit(level: number): void {
    if (level > 0) {
      this.script(`RELEASE level_${level}`);
      return;
    }
    for (const member of this.#members) member.beforeCommit?.();
    this.script('COMMIT');
    for (const member of this.#members) member.afterCommit();
  }

  #rollBack(level: number): void {
    const undo = level === 0 ? 'ROLLBACK' : `ROLLBACK TO level_${level}; RELEASE level_${level}`;
    try {
      this.#database.exec(undo);
    } catch (error) {
      // SQLite itself has rolled everything back where the file is full.
      if (!/no transaction is active|no such savepoint/.test(messageOf(error))) throw error;
    }
  }

  #translated<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw translate(error);
    }
  }
}

let loading: Promise<initSqlJs.SqlJsStatic> | undefined;

function load(wasm: Uint8Array): Promise<initSqlJs.SqlJsStatic> {
  loading ??= initSqlJs({ wasmBinary: new Uint8Array(wasm).buffer });
  return loading;
}

/**
 * sql.js takes over what it is given by `slice`, which copies; a `slice` that yields a view spares
 * a second copy of the file. Where a later sql.js copies in another way, it merely copies.
 */
function withoutCopy(bytes: Uint8Array): Uint8Array {
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Object.assign(view, {
    slice: (from?: number, to?: number) => bytes.subarray(from, to),
  });
}

// sql.js binds bigint since 1.5 (as text, which INTEGER columns turn back); its types lag behind.
function bindable(parameters: SqlRow): initSqlJs.SqlValue[] {
  return parameters as initSqlJs.SqlValue[];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What SQLite says of a file that it cannot make sense of. */
const DAMAGE = ['malformed', 'not a database', 'unsupported file format'];

function translate(error: unknown): unknown {
  const message = messageOf(error);
  if (DAMAGE.some((words) => message.includes(words)))
    return new RoomscopeError(
      'corrupt_database',
      `The database is damaged (SQLite: ${message}). Copy the file from the server again, or mend it with: sqlite3 FILE .recover`,
    );
  if (message.includes('database or disk is full'))
    return new RoomscopeError(
      'bad_input',
      'The rooms do not fit: a database is limited to 3.5 GB. Open fewer events.',
    );
  return error;
}
