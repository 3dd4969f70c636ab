import { RoomscopeError } from '../../core/base/errors';
import type { ByteSource } from '../../core/base/platform-port';
import { fileSource } from './file-source';
import type { Grant } from './messages';
import { writeFileAtomically } from './write-file';

/** What the fronts of this engine may read and write; everything else is refused. */
export class Grants {
  readonly #readable = new Map<string, Grant>();
  readonly #writable = new Set<string>();

  allowRead(grants: readonly Grant[]): void {
    for (const grant of grants) this.#readable.set(grant.handle, grant);
  }

  allowWrite(path: string): void {
    this.#writable.add(path);
  }

  resolve(handle: string): ByteSource | undefined {
    const grant = this.#readable.get(handle);
    return grant && fileSource(grant);
  }

  async writeFile(path: string, bytes: Uint8Array): Promise<void> {
    if (!this.#writable.has(path))
      throw new RoomscopeError('usage', `Writing to ${path} was not allowed by the user.`, {
        file: path,
      });
    await writeFileAtomically(path, bytes);
  }
}
