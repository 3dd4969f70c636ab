import { verifyRoom } from '../../../analysis/verify/expected-room';
import { Fields } from '../../../analysis/verify/fields';
import { badField } from '../../../analysis/verify/verify-cases';
import { RoomscopeError } from '../../../base/errors';
import type { Work } from '../../../base/work';
import { FieldError } from '../../../matrix/event/read-fields';
import type { VerifiedFile } from '../../reports';
import type { SourceRef, VerifyParams } from '../../requests';
import { casesOf } from '../case-file';
import { Documents } from '../documents';
import type { EngineHost } from '../engine-host';
import { openDocument } from '../open-document';
import { rulesOfRoom } from '../room-rules';
import { verifiedFile } from './verified-file';

const WANTED = 'Such a file is a JSON object with events, state_before and current_state.';

/** Opens the files as one room, and compares it with the answers recorded for it. */
export async function verifyAgainst(
  params: VerifyParams,
  expect: SourceRef,
  host: EngineHost,
  work: Work,
): Promise<VerifiedFile> {
  if (params.reading === 'spec')
    throw new RoomscopeError(
      'usage',
      'Answers for recorded rooms are those of deployed servers, so they cannot be compared under another reading. Leave out the reading.',
      { field: 'reading' },
    );
  const { name, cases } = await casesOf(expect, WANTED, host, work);
  const [only] = cases;
  if (only === undefined || cases.length > 1 || !('state_before' in only.value))
    throw new RoomscopeError(
      'bad_input',
      `${name} does not hold the answers for a recorded room. ${WANTED}`,
      { file: name },
    );
  try {
    return await compare(params, name, new Fields(only.value), host, work);
  } catch (error) {
    throw error instanceof FieldError ? badField(name, only.line, error) : error;
  }
}

async function compare(
  params: VerifyParams,
  name: string,
  expected: Fields,
  host: EngineHost,
  work: Work,
): Promise<VerifiedFile> {
  const roomId = params.roomId ?? expected.stringOr('room_id', null);
  const { files: sources, algorithm, points } = params;
  const choice = { policy: 'dendrite', schema: 'dendrite', algorithm, points, keys: null };
  const document = await openDocument('verified', { sources, roomId, ...choice }, host, work);
  const documents = new Documents();
  documents.add(document);
  try {
    const room = await documents.room(document.info.documentId, roomId, work);
    const outcome = await verifyRoom(room, rulesOfRoom(room), expected, work);
    if (outcome.compared === 0) throw nothingCompared(name);
    return verifiedFile(document.info.name, outcome, outcome.notCompared);
  } finally {
    documents.close(document.info.documentId);
  }
}

function nothingCompared(file: string): RoomscopeError {
  return new RoomscopeError(
    'bad_input',
    `${file} holds no answer for an event of the room with known state: nothing can be compared. Give the files that it was made for.`,
    { file, field: 'events' },
  );
}
