export { WhatChanged } from './WhatChanged';
