import { useEffect, useState } from 'react';
import type { RoomRef } from '../../../core/contract/requests';
import type { RoomView } from '../../../core/contract/room-view';
import { type EngineClient, useEngine } from '../../client/engine';
import { useRoomRef } from '../../client/use-inspection';
import { blocksShown, LESSON_ROWS, type LessonModel, lessonModel } from './lesson-model';

export type LessonChoice =
  | { readonly kind: 'graph' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'lesson'; readonly model: LessonModel };

const GRAPH: LessonChoice = { kind: 'graph' };
const LOADING: LessonChoice = { kind: 'loading' };

/** Whether the room is small enough to be drawn with every label, and all there is to draw. */
export function useLesson(room: RoomView): LessonChoice {
  const engine = useEngine();
  const ref = useRoomRef();
  const [loaded, setLoaded] = useState<{ room: RoomView; choice: LessonChoice } | null>(null);
  const isSmall = room.rows <= LESSON_ROWS && room.rows > 0;
  const documentId = ref?.documentId;

  useEffect(() => {
    if (!isSmall || documentId === undefined) return;
    let abandoned = false;
    const settle = (choice: LessonChoice) => {
      if (!abandoned) setLoaded({ room, choice });
    };
    loadLesson(engine, { documentId, roomId: room.roomId }, room).then(
      (model) => settle({ kind: 'lesson', model }),
      (error: unknown) => {
        console.warn('The room is drawn without the labels of a small one:', error);
        settle(GRAPH);
      },
    );
    return () => {
      abandoned = true;
    };
  }, [engine, documentId, room, isSmall]);

  if (!isSmall) return GRAPH;
  return loaded?.room === room ? loaded.choice : LOADING;
}

async function loadLesson(
  engine: EngineClient,
  ref: RoomRef,
  room: RoomView,
): Promise<LessonModel> {
  const [tile, { rows }] = await Promise.all([
    engine.request('debug.tile', { ...ref, tile: 0 }),
    engine.request('debug.rows', { ...ref, from: 0, to: room.rows }),
  ]);
  const blocks = await Promise.all(
    blocksShown(tile).map((blockNid) => engine.request('debug.block', { ...ref, blockNid })),
  );
  const { fullColumns, deltaColumns } = room;
  return lessonModel({ tile, texts: rows, blocks, fullColumns, deltaColumns });
}
