import { nodePlatform } from '../../../testing/node/node-platform';
import { describeStorage } from '../../../testing/storage-acceptance';
import { createDendriteStorage, openDendriteDatabase } from './open';

describeStorage('a Dendrite database in sql.js', {
  create: () => createDendriteStorage(nodePlatform()),
  reopen: (bytes) => openDendriteDatabase(nodePlatform(), bytes, 'roomserver.db'),
});
