import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages and cards are loaded when they are needed, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
