import type { Brand } from '../../base/brand';

export type EventId = Brand<string, 'EventId'>;
