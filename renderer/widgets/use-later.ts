import { useEffect, useState } from 'react';

/** False at first and true `ms` later, for as long as `active` stays true: short waits say nothing. */
export function useLater(active: boolean, ms: number): boolean {
  const [isLater, setIsLater] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setIsLater(true), ms);
    return () => {
      clearTimeout(timer);
      setIsLater(false);
    };
  }, [active, ms]);
  return isLater;
}
