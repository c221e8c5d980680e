import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The whole portal is started: its parts are loaded when they are needed, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);
