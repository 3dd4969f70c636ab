import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './theme/fonts';
import './theme/tokens.css';
import './theme/base.css';
import './widgets/widgets.css';
import { App } from './app';
import { hostPlatform } from './client/host';
import { startTheme } from './theme/theme';

startTheme();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root.');
createRoot(root).render(
  <StrictMode>
    <App host={hostPlatform()} />
  </StrictMode>,
);
