import { createRoot } from 'react-dom/client';
import { App } from './App';
import './style/theme.css';
import './style/controls.css';
import './style/layout.css';
import './style/form.css';
import './style/output.css';

const page = document.getElementById('page');
if (page) createRoot(page).render(<App />);
