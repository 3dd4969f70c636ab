import { ownRoomPath } from '../node/own-rooms';
import { describeDatabase } from '../node/recorded-database';
import { sharedIsThere, sharedPath } from '../node/shared';

describeDatabase('the database of server c', {
  path: ownRoomPath('databases/c.roomserver.db.gz'),
  sidecars: ownRoomPath('databases'),
  server: 'c',
});

const SHARED = [
  { server: 'a', file: 'fed/a/roomserver.db.gz', rooms: 'fed' },
  { server: 'c', file: 'fed/c/roomserver.db.gz', rooms: 'fed' },
  { server: 'lone', file: 'single/lone/large-roomserver.db.gz', rooms: 'single' },
  { server: 'linear', file: 'linear/linear/large-roomserver.db.gz', rooms: 'linear' },
];

if (sharedIsThere) {
  for (const { server, file, rooms } of SHARED) {
    describeDatabase(`${file} (../shared)`, {
      path: sharedPath(`rooms/dendrite/${file}`),
      sidecars: sharedPath(`rooms/dendrite/${rooms}`),
      server,
    });
  }
}
