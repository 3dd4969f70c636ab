import type { Progress } from '../../client/engine-error';
import { count } from '../../widgets/numbers';

export function ProgressBar({ progress }: { readonly progress: Progress | null }) {
  const total = progress?.total ?? null;
  const part = progress && total ? Math.min(1, progress.done / total) : null;
  return (
    <div
      className="progress-track"
      role="progressbar"
      aria-label={progress?.phase ?? 'Opening'}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(part === null ? {} : { 'aria-valuenow': Math.round(part * 100) })}
    >
      {part === null ? (
        <div className="progress-bar unknown" />
      ) : (
        <div className="progress-bar" style={{ width: `${part * 100}%` }} />
      )}
    </div>
  );
}

/** "Calculating state, 48,200 of 100,000" */
export function progressWords(progress: Progress | null): string {
  if (!progress) return '';
  if (progress.total !== null)
    return `${progress.phase}, ${count(progress.done)} of ${count(progress.total)}`;
  return progress.done > 0 ? `${progress.phase}, ${count(progress.done)}` : progress.phase;
}
