import type { JSX } from 'react';
import {
  RiBookOpenLine,
  RiBracesLine,
  RiGitPullRequestLine,
  RiHome5Line,
  RiPlayListAddLine,
  RiRoadMapLine,
  RiSettings3Line,
  RiStackLine,
} from '@remixicon/react';
import { RunsUnderWay } from './RunsUnderWay';

/** A page of the portal that the navigation has a place for. */
export interface Destination {
  /** The page's extension. Where it is switched off, its entry is left out. */
  page: string;
  /** What it is called here, which may be shorter than its title. */
  title: string;
  icon: JSX.Element;
  /** Added to the page's own path. */
  below?: string;
  /** A count at the end of the entry. */
  end?: JSX.Element;
}

const size = 16;

/** Every day's places, in the order of a day. */
export const main: Destination[] = [
  { page: 'page:home', title: 'Home', icon: <RiHome5Line size={size} /> },
  { page: 'page:catalog', title: 'Catalog', icon: <RiStackLine size={size} /> },
  {
    page: 'page:scaffolder',
    title: 'Runs',
    icon: <RiPlayListAddLine size={size} />,
    below: '/tasks',
    end: <RunsUnderWay />,
  },
  {
    page: 'page:techdocs',
    title: 'Docs',
    icon: <RiBookOpenLine size={size} />,
  },
  { page: 'page:api-docs', title: 'APIs', icon: <RiBracesLine size={size} /> },
];

/** What is done now and then. */
export const seldom: Destination[] = [
  {
    page: 'page:adoption',
    title: 'Adoption',
    icon: <RiRoadMapLine size={size} />,
  },
  {
    page: 'page:catalog-import',
    title: 'Import a repository',
    icon: <RiGitPullRequestLine size={size} />,
  },
];

/** About oneself. */
export const own: Destination[] = [
  {
    page: 'page:user-settings',
    title: 'Settings',
    icon: <RiSettings3Line size={size} />,
  },
];

/** Pages that are reached from elsewhere, or have an entry of their own kind. */
export const elsewhere = [
  'page:auth',
  'page:catalog/entity',
  'page:catalog-graph',
  'page:notifications',
  'page:search',
  'page:techdocs/reader',
  'page:catalog/needs-owner',
];
