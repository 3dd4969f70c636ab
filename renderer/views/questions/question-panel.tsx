import type { Question } from '../../state/questions';
import { DifferencePanel } from './difference-panel';
import { HistoryPanel } from './history-panel';
import { RefusalsPanel } from './refusals-panel';

/** A question about the state, answered where the selection's details stand otherwise. */
export function QuestionPanel({ question }: { readonly question: Question }) {
  switch (question.kind) {
    case 'difference':
      return <DifferencePanel />;
    case 'history':
      return <HistoryPanel type={question.type} stateKey={question.stateKey} />;
    case 'refusals':
      return <RefusalsPanel />;
  }
}
