import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The whole app is rendered, on machines that do other things too.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
