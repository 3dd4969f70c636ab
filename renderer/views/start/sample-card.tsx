import type { SampleInfo } from '../../../core/contract/requests';
import { useOpening } from '../../client/app-context';
import { counted } from '../../widgets/numbers';
import { SampleThumbnail } from './sample-thumbnail';

export function SampleCard({ sample }: { readonly sample: SampleInfo }) {
  const open = useOpening((opening) => opening.open);
  return (
    <button
      type="button"
      className="sample-card"
      onClick={() => open([{ kind: 'sample', id: sample.id }], `Building “${sample.title}”`)}
    >
      <span className="sample-picture">
        <SampleThumbnail sampleId={sample.id} />
      </span>
      <span className="sample-words">
        <span className="sample-title">{sample.title}</span>
        <span className="sample-description">{sample.description}</span>
        <span className="sample-facts">{counted(sample.events, 'event')}</span>
      </span>
    </button>
  );
}
